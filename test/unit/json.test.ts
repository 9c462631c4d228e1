import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commands } from "../../generator/cli/commands.ts";
import { InterruptedError } from "../../generator/cli/failure.ts";
import { DATA, type Name } from "../../generator/cli/json/data.ts";
import { outputOf } from "../../generator/cli/json/output.ts";
import { BugError, ExternalError, UsageError } from "../../generator/validation/failures.ts";
import { importsBelow } from "./imports.ts";
import { called } from "./in-process.ts";
import { output } from "./json-output.ts";
import { definition, HOST, project, root } from "./project.ts";
import { REFUSED, sshStandIn } from "./ssh-stand-in.ts";

const names = Object.keys(commands) as Name[];

const right = {
  "definitions/900-one.ts": definition(900, { snapshot: '"ready"' }),
  "definitions/host.ts": HOST,
  "912.conf": [
    "hostname: web",
    "memory: 2048",
    "cores: 2",
    "rootfs: local:subvol-912-disk-0,size=10G",
    "net0: name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:12,ip=10.0.0.12/24",
    "hookscript: local:snippets/a.sh",
    "",
  ].join("\n"),
};
const wrong = { "definitions/900-one.ts": definition(900, { cores: "0" }) };

/** The words with which each command does its work on the right definitions. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  init: [],
  new: ["901", "--name", "two", "--from", "900", "--ip", "10.0.0.77/24"],
  generate: ["--no-types", "--no-lint", "--diff"],
  check: ["--no-types", "--no-lint", "--diff"],
  lint: [],
  list: [],
  explain: ["--bash"],
  rehearse: ["900"],
  deploy: ["--host", "root@pve1"],
  status: ["--host", "root@pve1"],
  graph: ["--format", "svg"],
  export: ["ansible", "ansible"],
  import: ["912.conf"],
  doctor: [],
  completions: ["zsh"],
};

afterEach(() => vi.restoreAllMocks());

describe("--json prints one value that its schema describes:", () => {
  it("each command has a schema, and words that it is tried with", () => {
    expect(Object.keys(DATA)).toEqual([...names, "help", "version"]);
    expect(Object.keys(WORDS)).toEqual(names);
  });

  it.each(names)("%s when it has done its work", async (name) => {
    sshStandIn(REFUSED);
    const { value } = await output(project(right).folder, name, [name, ...(WORDS[name] ?? []), "--json"]);
    expect(value.status).toBe("done");
  });

  it.each([
    "new",
    "generate",
    "check",
    "lint",
    "list",
    "explain",
    "rehearse",
    "deploy",
    "status",
    "graph",
    "export",
  ] as const)("%s when the definitions are wrong", async (name) => {
    const { value } = await output(project(wrong).folder, name, [name, ...(WORDS[name] ?? []), "--json"]);
    expect(value).toMatchObject({ status: "invalid", exit: 1, findings: [{ code: "D104" }] });
  });

  it.each(names)("%s with a flag that there is not", async (name) => {
    const { value, err } = await output(project(right).folder, name, [name, "--jsn", "--json"]);
    const help = `phoenix-setup ${name} --help`;
    expect(value).toMatchObject({ status: "failed", exit: 2, error: { kind: "usage", help } });
    expect(err).toBe(`phoenix-setup: ${name} has no flag '--jsn'; did you mean '--json'?\nhint: ${help}\n`);
  });

  describe.each(names)("%s that fails:", (name) => {
    it.each([
      [new UsageError("such a word"), 2, { kind: "usage", message: "such a word" }],
      [new ExternalError("no such program"), 3, { kind: "external", message: "no such program" }],
      [Object.assign(new Error("disk full"), { code: "ENOSPC" }), 3, { kind: "external", message: "disk full" }],
      [new InterruptedError("interrupted", 130), 130, { kind: "interrupted", message: "interrupted" }],
      [new BugError("no such template"), 3, { kind: "bug", message: "no such template" }],
      [new RangeError("of ours"), 3, { kind: "bug", message: "of ours" }],
    ])("%o", async (thrown, exit, error) => {
      const command = await commands[name]?.();
      vi.spyOn(commands, name).mockResolvedValue({ ...command, run: () => Promise.reject(thrown) } as never);
      const { value, err } = await output("/nonexistent", name, [name, "--json"]);
      expect(value).toMatchObject({ status: "failed", exit, error, findings: [] });
      expect(err).toContain(error.message);
    });
  });

  it.each([
    [["genrate", "--json"], "there is no command 'genrate'; did you mean 'generate'?"],
    [["--json"], "there is no command '--json'"],
    [["--help", "genrate", "--json"], "there is no command 'genrate'; did you mean 'generate'?"],
  ])("%j, which names no command", async (words, message) => {
    const { value } = await output("/nonexistent", null, words);
    expect(value).toMatchObject({ command: null, exit: 2, error: { message, help: "phoenix-setup --help" } });
  });

  it.each([
    ["list", ["list", "--json", "901"], "no definition has the CTID 901; there are 900"],
    ["list", ["list", "12", "--json"], "'12' is not a CTID (100 to 999999999)"],
    ["list", ["list", "--json=yes"], "--json takes no value"],
    ["lint", ["lint", "--json", "--engine"], "--engine needs a value"],
    ["init", ["init", "here", "--json"], "init takes nothing but flags, not 'here'"],
    ["completions", ["completions", "fish", "--json"], "completions are there for one of bash and zsh, not for 'fish'"],
  ] as const)("%s: %j", async (name, words, message) => {
    const { value } = await output(project(right).folder, name, words);
    expect(value).toMatchObject({ exit: 2, error: { kind: "usage", message } });
  });

  it("help and the version", async () => {
    for (const words of [
      ["--help", "--json"],
      ["list", "--json", "--help"],
      ["help", "list", "--json"],
    ])
      expect((await output("/nonexistent", "help", words)).value).toMatchObject({
        text: expect.stringMatching(/usage:/),
      });
    expect((await output("/nonexistent", "version", ["--version", "--json"])).value).toMatchObject({ exit: 0 });
  });

  it("not after a word that ends the flags", async () => {
    expect(await called("/nonexistent", ["list", "--", "--json"])).toMatchObject({ code: 2, out: "" });
  });
});

it("the launcher, which answers what has not changed, prints the same as the program", () => {
  const { run } = project(right);
  const words = ["--no-types", "--no-lint", "--json"];
  run("generate", ...words);
  for (const name of ["check", "generate"] as const) {
    const { out } = run(name, ...words);
    expect(outputOf(name).parse(JSON.parse(out)).status).toBe("done");
    expect(out).toBe(run(name, ...words, "--no-cache").out);
  }
});

it("schemas are types to the commands, which start without loading them", () => {
  const folder = join(root, "generator");
  const files = [...importsBelow(folder)].filter(
    ([from, targets]) => !from.startsWith("cli/json/") && targets.some((to) => to.startsWith("cli/json/")),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const [file] of files) {
    const imports = readFileSync(join(folder, file), "utf8").match(/^import .*\/json\/.*$/gm) ?? [];
    expect(imports.filter((line) => !line.startsWith("import type "))).toEqual([]);
  }
});
