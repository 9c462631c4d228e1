import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "./in-process.ts";
import { definition, HOST } from "./project.ts";
import { report } from "./report.ts";

const heads = (text: string): string[] =>
  [...text.matchAll(/(?:error|warning)\[(D\d+)\]: (.*)/gm)].map(([, code, message]) => `${code} ${message}`);
const imports = (...others: readonly string[]): string =>
  others.map((one, i) => `import other${i} from "./${one}.ts";\n`).join("");
const names = (count: number): string => `[${Array.from({ length: count }, (_, i) => `other${i}`).join(", ")}]`;

/** A container whose `dependsOn` names the others, which are files. */
const needing = (ctid: number, others: readonly string[], change: Readonly<Record<string, string>> = {}): string =>
  `${imports(...others)}${definition(ctid, { dependsOn: names(others.length), ...change })}`;
const clone = (ctid: number, parent: string, change: Readonly<Record<string, string>> = {}): string =>
  `import parent from "./${parent}.ts";\n${definition(ctid, { cloneOf: "parent", ...change })}`.replace(
    "  unprivileged: true,\n",
    "",
  );
const hostOf = (name: string, order = ""): string =>
  HOST.replace("bridge", `name: "${name}", ssh: "root@${name}", ${order} bridge`);
const TREE = 'order: "tree",';

/** A template above its clone, a registry above what needs it, and what needs neither. */
const tree = {
  "definitions/host.ts": hostOf("pve1", TREE),
  "definitions/101-web.ts": clone(101, "200-base", { dependsOn: "[registry]" }).replace(
    /^/,
    'import registry from "./300-registry.ts";\n',
  ),
  "definitions/102-alone.ts": definition(102),
  "definitions/200-base.ts": definition(200, { snapshot: '"ready"' }),
  "definitions/300-registry.ts": clone(300, "200-base"),
};

describe('a host with order: "ctid"', () => {
  it("takes what ascends", async () => {
    expect(await report({ "101-a.ts": definition(101), "102-b.ts": needing(102, ["101-a"]) })).toBe("");
  });

  it("refuses a container below what it depends on, with both places: D114", async () => {
    const text = await report({ "101-a.ts": needing(101, ["102-b"]), "102-b.ts": definition(102) });
    expect(heads(text)).toEqual([
      "D114 container 101 depends on 102, and an orchestrator goes by ascending CTID: 101 before 102",
    ]);
    expect(text).toMatch(/--> definitions\/101-a\.ts:\d+:\d+\n/);
    expect(text).toMatch(/102 comes later: definitions\/102-b\.ts:\d+:\d+/);
    expect(text).toContain('hint: give 101 a higher CTID than 102; or write order: "tree" in');
  });

  it("does not compare the CTIDs of two hosts", async () => {
    const files = {
      "pve1.ts": hostOf("pve1"),
      "pve2.ts": hostOf("pve2"),
      "101-a.ts": `import pve1 from "./pve1.ts";\n${needing(101, ["102-b"], { host: "pve1" })}`,
      "102-b.ts": `import pve2 from "./pve2.ts";\n${definition(102, { host: "pve2" })}`,
    };
    expect(await report(files)).toBe("");
  });
});

describe('a host with order: "tree"', () => {
  it("takes any CTIDs, and list and graph show the order of set-up", async () => {
    const { run } = project(tree);
    const ctids = (text: string) => JSON.parse(text).containers.map(({ ctid }: { ctid: number }) => ctid);
    const { out, code } = await run("list", "--json");
    expect({ code, ctids: ctids(out) }).toEqual({ code: 0, ctids: [200, 300, 101, 102] });
    expect(JSON.parse(out).containers[2].dependsOn).toEqual([300]);
    expect((await run("list")).out).toMatch(/PARENT +NEEDS[\s\S]*\n101 .* 200 +300 /);
    expect(ctids((await run("graph", "--json")).out)).toEqual([200, 300, 101, 102]);
    expect((await run("explain", "101")).out).toContain("cloned from 200 at 'ready', depends on 300");
  });

  it("is drawn with what depends on what, and with all that a container needs", async () => {
    const { run } = project(tree);
    expect((await run("graph", "101")).out).toBe(
      "200 ct200, snapshot 'ready'\n├─ 300 ct300\n└─ 101 ct101, depends on 300\n",
    );
    expect((await run("graph", "--format", "dot")).out).toContain('"101" -> "300" [label="depends on", style=dashed');
    expect((await run("graph", "--format", "mermaid")).out).toContain('c101 -. "depends on" .-> c300');
    expect(JSON.parse((await run("graph", "--json")).out).dependencies).toEqual([
      { kind: "depends", from: 101, to: 300 },
    ]);
  });

  it("is warned of by export config, which writes the file", async () => {
    const { run, folder } = project(tree);
    const { code, err } = await run("export", "config", "--no-types");
    expect(code).toBe(1);
    expect(heads(err)).toEqual([
      "D431 container 101 is cloned from 200, and the orchestrator goes by ascending CTID: 101 before 200",
      "D431 container 101 depends on 300, and the orchestrator goes by ascending CTID: 101 before 300",
    ]);
    expect(err).toMatch(/^definitions\/101-web\.ts:\d+:\d+: warning/m);
    expect(existsSync(join(folder, "phoenix_lxc_configs.json"))).toBe(true);
  });

  it("is played in rounds, with all that a container needs", async () => {
    const { run, folder } = project(tree);
    expect(await run("export", "ansible", "ansible", "--no-types")).toMatchObject({ code: 0 });
    const inventory = readFileSync(join(folder, "ansible/inventory/containers.yml"), "utf8");
    const found = [...inventory.matchAll(/^ {4}(ct\d+):\n[\s\S]*?container_round: (\d+)\n/gm)].map(
      ([, name, round]) => `${name} ${round}`,
    );
    expect(found).toEqual(["ct200 0", "ct102 0", "ct300 1", "ct101 2"]);
    expect(inventory).toContain(
      '      container_round: 2\n      container_needs:\n        - "ct200"\n        - "ct300"\n',
    );
    expect(readFileSync(join(folder, "ansible/playbook.yml"), "utf8").match(/container_round == \d/g)).toHaveLength(3);
  });
});

it("a neighbour that is waited for is in an earlier round, unless it comes later: D320 says so", async () => {
  const waits = (ctid: number) =>
    `import { wait } from "phoenix-setup";\nimport other from "./102-b.ts";\n${definition(ctid, { steps: "[wait.neighbour({ container: other, port: 80, within: seconds(9) })]" })}`;
  const files = { "definitions/host.ts": hostOf("pve1", TREE), "definitions/102-b.ts": definition(102) };
  const { run, folder } = project({ ...files, "definitions/103-c.ts": waits(103) });
  await run("export", "ansible", "ansible", "--no-types");
  const inventory = readFileSync(join(folder, "ansible/inventory/containers.yml"), "utf8");
  expect([...inventory.matchAll(/container_round: (\d)/g)].map(([, round]) => round)).toEqual(["0", "1"]);
  expect(inventory).toContain("container_needs: []");
  expect(heads(await report({ "102-b.ts": definition(102), "101-a.ts": waits(101) }))).toEqual([
    "D320 container 102 comes after 101, which waits for it",
  ]);
  const named = waits(101).replace("steps: [", "dependsOn: [other],\n  steps: [");
  expect(await report({ "host.ts": hostOf("pve1", TREE), "102-b.ts": definition(102), "101-a.ts": named })).toBe("");
});

it("export config warns of what is on another host", async () => {
  const { run } = project({
    "definitions/pve1.ts": hostOf("pve1"),
    "definitions/pve2.ts": hostOf("pve2"),
    "definitions/101-a.ts": `import pve1 from "./pve1.ts";\n${definition(101, { host: "pve1" })}`,
    "definitions/102-b.ts": `import pve2 from "./pve2.ts";\n${needing(102, ["101-a"], { host: "pve2" })}`,
  });
  expect(heads((await run("export", "config", "--on", "pve2", "--no-types")).err)).toEqual([
    "D431 container 102 depends on 101, which is on another host, and the orchestrator does not wait for it",
  ]);
  expect(await run("export", "config", "--on", "pve1", "--no-types")).toMatchObject({ code: 0 });
});

it("containers that need each other are refused, with the place of each import: D203", async () => {
  const text = await report({
    "101-a.ts": needing(101, ["102-b"]),
    "102-b.ts": needing(102, ["103-c"]),
    "103-c.ts": needing(103, ["101-a"]),
  });
  expect(heads(text)).toContainEqual(expect.stringContaining("D203 files import each other: "));
  expect(text).not.toContain("D114");
  for (const file of ["101-a", "102-b", "103-c"]) expect(text).toMatch(new RegExp(`definitions/${file}\\.ts:1:1`));
  expect(text).toContain("two containers cannot need each other");
});

it("what is no container of the fleet is refused", async () => {
  const hidden = `${definition(103).replace("export default", "export const hidden =")}`;
  const text = await report({
    "hidden.ts": hidden,
    "104-a.ts": `import { hidden } from "./hidden.ts";\n${definition(104, { dependsOn: "[hidden]" })}`,
  });
  expect(heads(text)).toContain("D140 container 103, which this one depends on, is not exported by a definition file");
  const refused = (value: string) =>
    report({
      "101-a.ts": definition(101),
      "104-a.ts": `import other from "./101-a.ts";\n${definition(104, { dependsOn: value })}`,
    });
  expect(heads(await refused("[101] as never"))).toEqual(["D104 `dependsOn[0]` is 101, not a container"]);
  expect(heads(await refused("[other, other]"))).toEqual(["D104 `dependsOn` names a container twice"]);
});

it("the plan's hash does not know of it", async () => {
  const plan = async (change: Readonly<Record<string, string>>) => {
    const made = project({
      "definitions/101-a.ts": definition(101),
      "definitions/102-b.ts": `${imports("101-a")}${definition(102, change)}`,
    });
    return JSON.parse((await made.run("list", "--json")).out).containers[1].plan;
  };
  expect(await plan({ dependsOn: "[other0]" })).toBe(await plan({}));
});
