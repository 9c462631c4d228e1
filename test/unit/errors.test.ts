import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project as inProcess } from "./in-process.ts";
import { definition, project, root } from "./project.ts";

const quick = ["--no-types", "--no-lint"] as const;

/** The heads of all findings of a run, `code place`. */
const heads = (err: string): string[] =>
  [...err.matchAll(/^(?:error|warning)\[(D\d+)\]: .*\n {2}--> (\S+)/gm)].map(([, code, place]) => `${code} ${place}`);

describe("a folder with mistakes", () => {
  const mistakes = () =>
    inProcess({
      "definitions/101-one.ts": definition(101, { memory: "2048", colour: '"red"' }),
      "definitions/102-two.ts": definition(102, { steps: '[apt.packages({ packages: ["Bad Name"] })]' }),
      "definitions/103-three.ts": "export default (;\n",
    });

  it("reports all of them with places, by place, and writes nothing", async () => {
    const { folder, run } = mistakes();
    const { code, err } = await run("generate");
    expect(heads(err)).toEqual([
      "D103 definitions/101-one.ts:7:3",
      "D102 definitions/101-one.ts:12:3",
      "D104 definitions/102-two.ts:11:37",
      "D201 definitions/103-three.ts:1:17",
    ]);
    expect(err).toContain("4 errors, 0 warnings");
    expect(code).toBe(1);
    expect(existsSync(join(folder, "dist-scripts"))).toBe(false);
  });

  it("gives the same as data with --json", async () => {
    const { run } = mistakes();
    const { findings } = JSON.parse((await run("generate", "--no-types", "--json")).out) as {
      findings: { code: string }[];
    };
    expect(findings.map(({ code }) => code)).toEqual(["D103", "D102", "D104", "D201"]);
  });
});

it("an error shows code, what, place, a frame of the author's code, and what to do", () => {
  const { run } = project({ "definitions/101-one.ts": definition(101, { memory: "2048" }) });
  expect(run("check").err).toBe(
    [
      "error[D103]: `memory` is the bare number 2048",
      "  --> definitions/101-one.ts:7:3",
      "  6 |   unprivileged: true,",
      "> 7 |   memory: 2048,",
      "    |   ^",
      "  8 |   cores: 2,",
      "  hint: write mib(2048)",
      "",
      "1 error, 0 warnings",
      "",
    ].join("\n"),
  );
});

describe("each rule has its error:", () => {
  const rules: Record<string, { files: Record<string, string>; heads: string[] }> = {
    "the same CTID twice": {
      files: {
        "101-a.ts": definition(101),
        "101-b.ts": definition(101, {
          name: '"other"',
          network: '{ ip: "10.0.0.9/24", gateway: "10.0.0.1", mac: "52:54:00:00:00:99" }',
        }),
      },
      heads: ["D110 definitions/101-b.ts:4:3"],
    },
    "the same hostname, address and hardware address twice": {
      files: {
        "101-a.ts": definition(101),
        "102-b.ts": definition(102, {
          name: '"CT101"',
          network: '{ ip: "10.0.0.101/24", gateway: "10.0.0.251", mac: "52:54:00:00:00:21" }',
        }),
      },
      heads: ["D110 definitions/102-b.ts:5:3", "D110 definitions/102-b.ts:10:14", "D110 definitions/102-b.ts:10:58"],
    },
    "a gateway outside the subnet": {
      files: {
        "101-a.ts": definition(101, {
          network: '{ ip: "10.0.0.9/24", gateway: "10.0.1.1", mac: "52:54:00:00:00:99" }',
        }),
      },
      heads: ["D111 definitions/101-a.ts:10:33"],
    },
    "a parent that no file exports": {
      files: {
        "parts/hidden.ts": definition(100, { snapshot: '"ready"' }),
        "101-a.ts": `import hidden from "./parts/hidden.ts";\n${definition(101, { cloneOf: "hidden" }).replace("  unprivileged: true,\n", "")}`,
      },
      heads: ["D113 definitions/101-a.ts:12:3"],
    },
    "a clone that comes before its parent": {
      files: {
        "102-a.ts": definition(102, { snapshot: '"ready"' }),
        "101-b.ts": `import parent from "./102-a.ts";\n${definition(101, { cloneOf: "parent" }).replace("  unprivileged: true,\n", "")}`,
      },
      heads: ["D114 definitions/101-b.ts:5:3"],
    },
    "a sound clone of a clone of nothing": {
      files: {
        "101-a.ts": definition(101, { snapshot: '"ready"', cloneOf: "null" }).replace("  unprivileged: true,\n", ""),
        "102-b.ts": `import parent from "./101-a.ts";\n${definition(102, { cloneOf: "parent" }).replace("  unprivileged: true,\n", "")}`,
      },
      heads: ["D104 definitions/101-a.ts:12:3"],
    },
    "files that import each other": {
      files: {
        "101-a.ts": `import other from "./102-b.ts";\nvoid other;\n${definition(101)}`,
        "102-b.ts": `import other from "./101-a.ts";\nvoid other;\n${definition(102)}`,
      },
      heads: ["D203 definitions/101-a.ts:1:1"],
    },
    "a file whose name has another CTID": {
      files: { "102-a.ts": definition(101) },
      heads: ["D116 definitions/102-a.ts:3:16"],
    },
    "a snapshot name that the orchestrator uses": {
      files: { "101-a.ts": definition(101, { snapshot: '"configured-state"' }) },
      heads: ["D104 definitions/101-a.ts:12:3"],
    },
    "Docker without nesting": {
      files: {
        "101-a.ts": definition(101, { features: "{ keyctl: true }", steps: '[docker.image({ image: "a:1" })]' }),
      },
      heads: ["D120 definitions/101-a.ts:12:3"],
    },
    "more tensor parallelism than GPUs": {
      files: { "101-a.ts": definition(101, { gpus: "[0]", vllm: '{ model: "m", tensorParallelSize: 2 }' }) },
      heads: ["D121 definitions/101-a.ts:13:23"],
    },
    "a restart on a step that does not come before": {
      files: {
        "101-a.ts": definition(101, {
          steps: "[service.running({ unit: 'a.service', restartOn: [tools] }), tools]",
        }).replace("export default", 'const tools = apt.packages({ packages: ["curl"] });\n\nexport default'),
      },
      heads: ["D122 definitions/101-a.ts:13:48"],
    },
    "a run-time value in plain text": {
      files: { "101-a.ts": definition(101, { description: '`model ${lxcConfig("vllm_model")}`' }) },
      heads: ["D202 definitions/101-a.ts:12:25"],
    },
    "a list of steps without its dots": {
      files: { "101-a.ts": definition(101, { steps: "[[apt.upgrade({})]]" }) },
      heads: ["D104 definitions/101-a.ts:11:11"],
    },
    "a container in a file without a CTID in its name": {
      files: { "web.ts": definition(101) },
      heads: ["D116 definitions/web.ts:3:16"],
    },
    "a misspelt step": {
      files: { "101-a.ts": definition(101, { steps: "[docker.imgae({})]" }) },
      heads: ["D202 definitions/101-a.ts:11:18"],
    },
    "code that throws": {
      files: { "101-a.ts": `${definition(101)}\nthrow new Error("mine");\n` },
      heads: ["D202 definitions/101-a.ts:14:7"],
    },
    "no default export": { files: { "101-a.ts": "export const x = 1;\n" }, heads: ["D204 definitions/101-a.ts:1:1"] },
    "a top-level await": {
      files: { "101-a.ts": `await Promise.resolve();\n${definition(101)}` },
      heads: ["D201 definitions/101-a.ts:1:1"],
    },
    "an import that leads nowhere": {
      files: { "101-a.ts": `import "./nowhere.ts";\n${definition(101)}` },
      heads: ["D201 definitions/101-a.ts:1:8"],
    },
    "text that cannot reach Bash": {
      files: { "101-a.ts": definition(101, { steps: '[command({ title: "x", apply: sh`echo ${"a\\0b"}` })]' }) },
      heads: ["D104 definitions/101-a.ts:11:50"],
    },
    "a value of the sh tag inside quotes": {
      files: { "101-a.ts": definition(101, { steps: '[command({ title: "x", apply: sh`echo "${1}"` })]' }) },
      heads: ["D104 definitions/101-a.ts:11:51"],
    },
  };

  it.each(Object.entries(rules))("%s", async (_name, rule) => {
    const files = Object.fromEntries(Object.entries(rule.files).map(([name, text]) => [`definitions/${name}`, text]));
    const { code, err } = await inProcess(files).run("check", "--no-types");
    expect(heads(err)).toEqual(rule.heads);
    expect(code).toBe(1);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe("a warning", () => {
  const docker = { features: "{ nesting: true }", steps: '[docker.image({ image: "a:latest" })]' };

  it("is told, and does not stop the run", async () => {
    const { run } = inProcess({ "definitions/101-a.ts": definition(101, docker) });
    const { code, err } = await run("generate", ...quick);
    expect(heads(err)).toEqual(["D302 definitions/101-a.ts:11:26", "D301 definitions/101-a.ts:12:3"]);
    expect(code).toBe(0);
  });

  it("is silent once it is accepted with a reason", async () => {
    const accept = '[{ code: "D301", reason: "tried and works" }, { code: "D302", reason: "follows upstream" }]';
    const { run } = inProcess({ "definitions/101-a.ts": definition(101, { ...docker, accept }) });
    const { err } = await run("generate", ...quick);
    expect(heads(err)).toEqual([]);
  });

  it("is told when its acceptance is no longer needed", async () => {
    const accept = '[{ code: "D301", reason: "tried and works" }]';
    const { run } = inProcess({ "definitions/101-a.ts": definition(101, { accept }) });
    const { err } = await run("generate", ...quick);
    expect(heads(err)).toEqual(["D304 definitions/101-a.ts:12:12"]);
  });
});

it("every code that the generator can report has its section in ERRORS.md, and no section is idle", () => {
  const sources = readdirSync(join(root, "generator"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const used = sources.flatMap((name) => readFileSync(join(root, "generator", name), "utf8").match(/"D\d{3}"/g) ?? []);
  const sections = [...readFileSync(join(root, "generator/ERRORS.md"), "utf8").matchAll(/^### (D\d{3}):/gm)].map(
    ([, code]) => `"${code}"`,
  );
  expect([...new Set(used)].sort()).toEqual([...sections].sort());
});

it("the sections of ERRORS.md stand in the order of their codes, as far as they are about the same", () => {
  const parts = readFileSync(join(root, "generator/ERRORS.md"), "utf8").split(/^## /m).slice(1);
  const codes = parts.map((part) => [...part.matchAll(/^### (D\d{3}):/gm)].map(([, code]) => code));
  expect(codes.flat().length).toBeGreaterThan(40);
  expect(codes).toEqual(codes.map((list) => [...list].sort()));
});
