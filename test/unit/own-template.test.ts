import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unlinted } from "../thorough.ts";
import { findings, MOTD, own, script, templated } from "./own-kind.ts";

describe("an own kind with a template", () => {
  const sound =
    "{{!-- reads: text --}}\n{{fn}}_check() { [[ -e {{text}} ]] || no there is no {{text}}; }\n\n{{fn}}_apply() {\n  : >{{text}}\n}\n";

  it("is printed, with its values quoted", async () => {
    const { folder, run } = templated(sound);
    expect(await run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    expect(script(folder)).toContain(
      "step_2_made_check() { [[ -e 'a b' ]] || no there is no 'a b'; }\n\nstep_2_made_apply() {\n  : >'a b'\n}\n",
    );
  });

  it("has its text in the plan's hash", async () => {
    const one = templated(sound);
    const plan = async () => /plan (\w{64})/.exec((await one.run("explain")).out)?.[1];
    const before = await plan();
    one.put("definitions/made.sh.hbs", sound.replace(": >", "touch "));
    expect(await plan()).not.toBe(before);
    one.put("definitions/made.sh.hbs", sound);
    expect(await plan()).toBe(before);
  });

  it("may be imported as text", async () => {
    const given = templated(sound);
    given.put(
      "definitions/x.ts",
      readFileSync(join(given.folder, "definitions/x.ts"), "utf8")
        .replace('import { local } from "phoenix-setup";', 'import text from "./made.sh.hbs";')
        .replace('local("made.sh.hbs")', "text"),
    );
    expect(await given.run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    expect(script(given.folder)).toContain(": >'a b'");
  });

  it.each([
    [
      "a value inside quotes",
      `${sound}{{fn}}_verify() { test "{{text}}"; }`,
      "D162 definitions/made.sh.hbs:7 {{word …}} stands inside double quotes",
    ],
    [
      "a block without an end",
      `${sound}{{#if text}}\n`,
      "D210 definitions/made.sh.hbs:8 the template ends in the middle of a block",
    ],
    [
      "unquoted text",
      sound.replace(">{{text}}", ">{{{text}}}"),
      "D210 definitions/made.sh.hbs:5 {{{…}}} prints unquoted text; use {{…}}",
    ],
    [
      "Bash of its own",
      `${sound}touch /etc/x\n`,
      "D163 definitions/made.sh.hbs:7 'touch /etc/x' stands outside of a function of the step",
    ],
    [
      "a function without an end",
      sound.replace(/\n\}\n$/, "\n  }\n"),
      "D163 definitions/made.sh.hbs:4 the function that begins here has no end: a line that is }",
    ],
    [
      "no function",
      "# nothing\n",
      "D163 definitions/made.sh.hbs:1 the template prints no {{fn}}_check, {{fn}}_apply or {{fn}}_verify",
    ],
    [
      "no check",
      "{{fn}}_apply() { :; }\n",
      "D163 definitions/made.sh.hbs:1 the template prints {{fn}}_apply, but no {{fn}}_check that tells when it is needed",
    ],
    [
      "an option that there is not",
      sound.replace("-e {{text}}", "-e {{txt}}"),
      "D164 definitions/made.sh.hbs:2 the template cannot be filled: what it prints there is no option, or was not given",
    ],
    [
      "an option that was not given",
      sound.replace(": >{{text}}", ": {{argv list}}"),
      "D164 definitions/made.sh.hbs:5 the template cannot be filled: a list of words is needed",
    ],
  ])("with %s is told of, in its file", async (_, template, expected) => {
    expect(await findings(templated(template))).toEqual([expected]);
  });

  it("that there is not is told of where it is named", async () => {
    const missing = templated(sound);
    expect((await missing.run("check", "--no-types", "--no-lint")).code).toBe(1);
    const gone = own(
      MOTD.replace(/check: .*\n/, "").replace(/apply: .*/, "template: local('nowhere.hbs'),"),
      `x.motd({ text: "a" })`,
    );
    expect(await findings(gone)).toEqual([
      expect.stringMatching(/^D104 definitions\/x\.ts:8 `template` 'nowhere\.hbs'/),
    ]);
  });

  it("runs again when a step that it names has changed something", async () => {
    const again = sound
      .replace("{ [[", '{ ! restart_is_due {{mark}} || no "something has changed" || return; [[')
      .replace("{{text}}\n}", '{{text}}\n  rm -f -- "$container_root/var/lib/phoenix-setup/due-"{{mark}}\n}');
    const given = templated(again, "...x.two", "\n  runOn: ({ on = [] }) => on,");
    given.put(
      "definitions/x.ts",
      `${readFileSync(join(given.folder, "definitions/x.ts"), "utf8")}\nconst first = made({ text: "a" });\nexport const two = [first, made({ text: "b", on: [first] })];\n`,
    );
    expect(await given.run("generate", "--no-types", ...unlinted)).toMatchObject({ code: 0 });
    const marks = [...script(given.folder).matchAll(/restart_is_due (command:\w{16})/g)].map(([, mark]) => mark);
    expect(marks).toHaveLength(2);
    expect(script(given.folder)).toContain(`lasting=${marks[1]}`);
    expect(script(given.folder).match(/ lasting=command/g)).toHaveLength(1);
  });
});

it("a changed template gives another script, whatever is remembered", async () => {
  const given = templated("{{fn}}_verify() { [[ -e {{text}} ]]; }\n");
  await given.run("generate", "--no-types", ...unlinted);
  expect((await given.run("generate", "--no-types", ...unlinted)).err).toContain("1 unchanged");
  given.put("definitions/made.sh.hbs", "{{fn}}_verify() { [[ -d {{text}} ]]; }\n");
  await given.run("generate", "--no-types", ...unlinted);
  expect(script(given.folder)).toContain("[[ -d 'a b' ]]");
});

describe("what ShellCheck remarks is told with the line that an author wrote", () => {
  it("in a template, through blocks that choose and repeat", async () => {
    const { run } = templated(
      [
        "{{!-- reads: text, list --}}",
        "{{#if text}}",
        "{{fn}}_said() {",
        "  echo $one",
        "}",
        "{{/if}}",
        "{{fn}}_verify() {",
        "{{#each list}}",
        "  echo {{this}} $two",
        "{{/each}}",
        "  {{fn}}_said",
        "}",
        "",
      ].join("\n"),
      'x.made({ text: "a", list: ["b", "c"] })',
    );
    const { out, code } = await run("generate", "--no-types");
    expect(code).toBe(1);
    expect(new Set(out.match(/made\.sh\.hbs:\d+, for definitions\/101-own\.ts:7/g))).toEqual(
      new Set([4, 9].map((line) => `made.sh.hbs:${line}, for definitions/101-own.ts:7`)),
    );
  });

  it("in a piece of sh, nested or not", async () => {
    const kind = [
      'import { command, sh } from "phoenix-setup";',
      "const inner = sh`",
      "  echo $three",
      "`;",
      "export const step = command({",
      '  title: "x",',
      "  apply: sh`true",
      "    echo $eight",
      "    ${inner}`,",
      "});",
    ].join("\n");
    const { out } = await own(kind, "x.step").run("generate", "--no-types");
    expect(new Set(out.match(/printed by .*/g))).toEqual(
      new Set([3, 8].map((line) => `printed by definitions/x.ts:${line}, for definitions/x.ts:5`)),
    );
  });
});
