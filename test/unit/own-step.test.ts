import { describe, expect, it } from "vitest";
import { unlinted } from "../thorough.ts";
import { container, findings, MOTD, own, script } from "./own-kind.ts";

describe("an own kind made of Bash", () => {
  it("is a step like any other: quoted, with its defaults, named in the log and in explain", async () => {
    const { folder, run } = own(MOTD, `x.motd({ text: "it's $(hot)", retries: 1 })`);
    expect(await run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    expect(script(folder)).toContain("retries=1");
    expect(script(folder)).toContain(String.raw`$'message of the day: it\'s $(hot)'`);
    expect(script(folder)).toContain(`install -m 0640 <(printf '%s\\n' $'it\\'s $(hot)') /etc/motd`);
    expect((await run("explain")).out).toContain("motd, inside  definitions/101-own.ts:7:13");
  });

  it("has its options checked, with the place of the option", async () => {
    const where = "definitions/101-own.ts:7";
    expect(await findings(own(MOTD, `x.motd({ text: "this is a good deal too long", colour: "red" })`))).toEqual([
      expect.stringMatching(`^D104 ${where} \`text\` has more than 20 characters`),
      `D102 ${where} unknown field \`colour\``,
    ]);
  });

  it("may not be called like a built-in one, and its name goes into Bash", async () => {
    const named = (name: string) => own(MOTD.replace('"motd"', `"${name}"`), `x.motd({ text: "a" })`);
    expect(await findings(named("apt-packages"))).toEqual([
      "D160 definitions/x.ts:4 there is a kind 'apt-packages' already",
    ]);
    expect(await findings(named("Mo td"))).toEqual([
      expect.stringMatching(/^D104 definitions\/x\.ts:5 `kind` must be small letters/),
    ]);
  });

  it.each([
    [
      "no schema",
      `schema: z.strictObject({ text: z.string().max(20), mode: schemas.fileMode.default("0640") })`,
      "schema: {}",
      /^D10\d definitions\/x\.ts:6 `schema`/,
    ],
    ["Bash as text", /check: .*/, "check: 'true',", /^D10\d definitions\/x\.ts:8 `check`/],
    [
      "Bash as text from a function",
      /check: .*/,
      "check: () => 'true',",
      /^D10\d definitions\/x\.ts:8 `check` is not Bash/,
    ],
    [
      "a value inside quotes",
      /check: .*/,
      'check: ({ text }) => sh`test "${text}"`,',
      /^D10\d definitions\/x\.ts:8 `check` .*inside double quotes/,
    ],
    ["two lines as a title", /title: .*/, "title: 'a\\nb',", /^D104 definitions\/x\.ts:7 `title`/],
    [
      "a shared part that there is not",
      /title: .*/,
      "shared: ['filee'],",
      /^D161 definitions\/x\.ts:4 phoenix-setup has no shared part 'filee'/,
    ],
    ["an unknown field", /title: .*/, "tittle: 'a',", /^D102 definitions\/x\.ts:7 unknown field `tittle`/],
  ])("with %s is told of, where it is defined", async (_, what, instead, expected) => {
    const kind = MOTD.replace(what as string, instead);
    expect(kind).not.toBe(MOTD);
    expect(await findings(own(kind, `x.motd({ text: "a" })`))).toEqual([expect.stringMatching(expected)]);
  });

  it("has doubts that a container may accept", async () => {
    const kind = MOTD.replace(
      "title:",
      "doubts: ({ text }) => [{ message: `'${text}' is short`, hint: 'say more', path: ['text'] }],\n  title:",
    );
    const doubting = own(kind, `x.motd({ text: "a" })`);
    expect((await doubting.run("check", "--no-types", "--no-lint")).err).toContain("warning[D309]: 'a' is short");
    const accepted = container(`x.motd({ text: "a" })`).replace(
      "steps:",
      `accept: [{ code: "D309", reason: "short is good" }],\n  steps:`,
    );
    doubting.put("definitions/101-own.ts", accepted);
    expect((await doubting.run("check", "--no-types", "--no-lint")).err).not.toContain("D309");
  });
});

it("a step on the host that asks inside is refused", async () => {
  const host = MOTD.replace('kind: "motd",', 'kind: "motd", side: "host",');
  expect(await findings(own(host, `x.motd({ text: "a", when: [onHost.gpu(), inside.gpu()] })`))).toEqual([
    expect.stringMatching(/^D165 definitions\/101-own\.ts:7 /),
  ]);
});
