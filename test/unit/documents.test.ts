import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DATA, type Name } from "../../generator/cli/json/data.ts";
import { failed } from "../../generator/cli/json/output.ts";
import { EXIT_CODES } from "../../generator/contract/exit-codes.ts";
import { unlinted } from "../thorough.ts";
import { project } from "./in-process.ts";
import { definition, root } from "./project.ts";

const document = (name: string): string => readFileSync(join(root, "generator/docs", name), "utf8");
const commands = document("commands.md");
const definitions = document("write-definitions.md");
const operate = document("operate.md");

/** What stands in backquotes. */
const words = (text: string): string[] => [...text.matchAll(/`([a-zA-Z]+)`/g)].map(([, word]) => word ?? "");

/** The code blocks of a document. */
const blocks = (name: string): string[] =>
  [...document(name).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? "");

describe("the examples of the documents work as written:", () => {
  it("the definition of a template", async () => {
    const [code = ""] = blocks("write-definitions.md");
    const { folder, run } = project({ "definitions/960-web-template.ts": code });
    expect(await run("generate", ...unlinted)).toMatchObject({
      code: 0,
      err: expect.stringContaining("1 script written"),
    });
    const script = readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_960.sh"), "utf8");
    expect(script).toContain("SNAPSHOT=web-snapshot");
    expect(script).toContain("apt_install --no-remove --no-upgrade");
  });

  it("the two mistakes in it, and the report of them", async () => {
    const [code = ""] = blocks("write-definitions.md");
    const wrong = code.replace("mib(1024)", "1024").replace("packages:", "package:");
    const [, printed] = /^\$ npx phoenix-setup generate\n(error\[[\s\S]*?)^```$/m.exec(definitions) ?? [];
    const { run } = project({ "definitions/960-web-template.ts": wrong });
    expect(await run("generate", ...unlinted)).toEqual({ code: 1, out: "", err: printed });
  });

  it("the author's own step, with its value quoted", async () => {
    const [code = ""] = blocks("write-own-steps.md");
    const use = definition(101, { steps: `[timeZone("Europe/It's here")]` });
    const { folder, run } = project({
      "definitions/time-zone.ts": code,
      "definitions/101-one.ts": `import { timeZone } from "./time-zone.ts";\n${use}`,
    });
    expect(await run("generate", ...unlinted)).toMatchObject({
      code: 0,
      err: expect.stringContaining("1 script written"),
    });
    const script = readFileSync(join(folder, "dist-scripts/phoenix_hypervisor_setup_101.sh"), "utf8");
    expect(script).toContain(String.raw`[[ /etc/localtime -ef '/usr/share/zoneinfo/Europe/It'\''s here' ]]`);
    expect(script).toContain(String.raw`ln -sfT '/usr/share/zoneinfo/Europe/It'\''s here' /etc/localtime`);
    expect((await run("explain", "101")).out).toContain("2. time zone Europe/It's here");
  });
});

describe("the tables of the documents are true:", () => {
  it("the exit codes of a script, with their meaning and what to do", () => {
    const table = operate.slice(operate.indexOf("| exit | meaning |"), operate.indexOf("Callers should rely"));
    const rows = table.trim().split("\n").slice(2);
    expect(rows.map((row) => row.replaceAll("`", "").replace(/^(\| \d+ \| [^|]* \|).*$/, "$1"))).toEqual(
      EXIT_CODES.map(({ code, meaning }) => `| ${code} | ${meaning} |`),
    );
    expect(rows.filter((row) => !/^\| \d+ \| [^|]+ \| .+ \|$/.test(row))).toEqual([]);
  });

  it("the command line's own exit codes are those that it tells of in its help", async () => {
    const [codes = ""] = /(?<=Exit codes: ).*?(?=\.)/s.exec((await project({}).run("--help")).out) ?? [];
    expect(codes).toMatch(/^0 fine, .* 3 /);
    expect(commands.replace(/\s+/g, " ")).toContain(`Exit codes: ${codes}.`);
  });

  it("every command and flag that it names exists, and every command is named", async () => {
    const { run } = project({ "definitions/101-one.ts": definition(101) });
    const named = [...commands.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name ?? "");
    const known = [...(await run("--help")).out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(named).toEqual(known);
    const row = /^\| `generate` \|.*$/m.exec(commands)?.[0] ?? "";
    const flags = [...row.matchAll(/--[a-z-]+/g)].map(([flag]) => flag);
    expect(flags.length).toBeGreaterThan(0);
    for (const flag of flags) expect((await run("generate", "--help")).out).toContain(flag);
  });

  it("the fields of each command's JSON are those of its schema", () => {
    const section = commands.slice(commands.indexOf("## JSON"), commands.indexOf("`written` is false"));
    const own = section.slice(section.indexOf("With `done`"));
    const rows = [...own.matchAll(/^- (.*): (.*)$/gm)].flatMap(([, names = "", fields = ""]) =>
      words(names).map((name) => [name, words(fields)] as const),
    );
    expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(DATA)));
    for (const [name, fields] of rows) expect(fields, name).toEqual(Object.keys(DATA[name as Name].shape));
    expect(words(section)).toEqual(expect.arrayContaining(Object.keys(failed.shape)));
  });

  it("every step that it lists can be imported", async () => {
    const face = (await import("../../generator/index.ts")) as unknown as Record<string, Record<string, unknown>>;
    const table = definitions.slice(definitions.indexOf("| steps | |"), definitions.indexOf("The editor shows"));
    const names = [...table.matchAll(/`([a-zA-Z.]+)`/g)].map(([, name]) => name ?? "");
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const [group = "", step] = name.split(".");
      expect(step === undefined ? face[group] : face[group]?.[step], name).toBeTypeOf("function");
    }
    const groups = Object.entries(face).filter(([, value]) => typeof value === "object");
    const all = groups.flatMap(([group, steps]) => Object.keys(steps).map((step) => `${group}.${step}`));
    expect(all.filter((name) => !names.includes(name))).toEqual([]);
  });
});
