import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { yamlLines } from "../../generator/hosts/ansible/yaml.ts";
import { project } from "./in-process.ts";
import { definition, HOST } from "./project.ts";

const clone = (ctid: number, change: Readonly<Record<string, string>> = {}): string =>
  `import parent from "./101-one.ts";\n${definition(ctid, { cloneOf: "parent", ...change })}`.replace(
    "  unprivileged: true,\n",
    "",
  );

/** A template and two clones of it on one host; and the text of an exported file. */
function fleet(change: Readonly<Record<string, string>> = {}) {
  const made = project({
    "definitions/host.ts": HOST.replace("bridge", 'name: "pve1", ssh: "ssh://admin@10.0.0.5:2222", bridge'),
    "definitions/101-one.ts": definition(101, { snapshot: '"ready"' }),
    "definitions/102-two.ts": clone(102, change),
    "definitions/103-three.ts": clone(103),
  });
  const read = (path: string): string => readFileSync(join(made.folder, "ansible", path), "utf8");
  return {
    ...made,
    read,
    exported: (...flags: string[]) => made.run("export", "ansible", "ansible", "--no-types", ...flags),
  };
}

describe("export ansible", () => {
  it("writes one inventory host for each container, its groups, and the role once for each round", async () => {
    const { exported, read } = fleet();
    expect(await exported()).toMatchObject({ code: 0 });
    const inventory = read("inventory/containers.yml");
    expect([...inventory.matchAll(/^ {4}(ct\d+):$/gm)].map(([, name]) => name)).toEqual(["ct101", "ct102", "ct103"]);
    for (const group of ["phoenix_on_pve1", "templates", "applications", "depth_0", "depth_1"])
      expect(inventory).toMatch(new RegExp(`^${group}:$`, "m"));
    expect(inventory).toContain('      container_needs:\n        - "ct101"\n      container_template: 101\n');
    expect(read("playbook.yml").match(/import_role/g)).toHaveLength(2);
    expect(read("playbook.yml").match(/hosts: /g)).toHaveLength(1);
    expect(read("inventory/nodes.yml")).toContain(
      '    pve1:\n      ansible_host: "10.0.0.5"\n      ansible_user: "admin"\n      ansible_port: 2222\n',
    );
    expect(read("collections/ansible_collections/phoenix_setup/containers/plugins/module_utils/contract.py")).toContain(
      '    EXIT_STEP_FAILED: "a step failed",\n',
    );
  });

  it("is the same each time, and touches nothing that is right", async () => {
    const { exported } = fleet();
    await exported();
    const again = JSON.parse((await exported("--json")).out);
    expect(again).toMatchObject({ exit: 0, written: true, created: [], changed: [], removed: [], refused: [] });
  });

  it("keeps what Ansible would fill in as text", async () => {
    const { exported, read } = fleet({ description: JSON.stringify('{{ lookup("pipe", "id") }}: #x "é"') });
    await exported();
    const text = '"{{ lookup(\\"pipe\\", \\"id\\") }}: #x \\"é\\""';
    expect(read("inventory/containers.yml").split(`!unsafe ${text}`)).toHaveLength(3);
    expect(read("inventory/containers.yml").match(/^(?!.*!unsafe).*\{\{/gm)).toHaveLength(1);
  });

  it("leaves alone what is the user's, and other files", async () => {
    const { exported, read, put } = fleet();
    await exported();
    put("ansible/ansible.cfg", "mine");
    put("ansible/inventory/nodes.yml", "---\nphoenix_nodes:\n  hosts:\n    other:\n");
    put("ansible/host_vars/ct101.yml", "mine");
    const { code, err } = await exported();
    expect(code).toBe(0);
    expect(err).toContain("inventory/nodes.yml does not name the host pve1");
    expect([read("ansible.cfg"), read("host_vars/ct101.yml")]).toEqual(["mine", "mine"]);
  });

  it("overwrites a file that was edited, or that is somebody else's, only with --force", async () => {
    const { exported, read, put } = fleet();
    put("ansible/README.md", "theirs");
    expect(await exported()).toMatchObject({ code: 1, err: expect.stringContaining("no export has written it") });
    expect(() => read("playbook.yml")).toThrow();
    expect(await exported("--force")).toMatchObject({ code: 0 });
    put("ansible/playbook.yml", "edited");
    expect(await exported()).toMatchObject({
      code: 1,
      err: expect.stringContaining("playbook.yml: it was edited by hand"),
    });
    expect(read("playbook.yml")).toBe("edited");
    expect(await exported("--force")).toMatchObject({ code: 0 });
    expect(read("playbook.yml")).toContain("import_role");
  });

  it("refuses a folder in a file's place, also with --force, and writes nothing", async () => {
    const { exported, folder } = fleet();
    mkdirSync(join(folder, "ansible/playbook.yml"), { recursive: true });
    expect(await exported("--force")).toMatchObject({ code: 1, err: expect.stringContaining("is in the way") });
    expect(existsSync(join(folder, "ansible/README.md"))).toBe(false);
  });

  it("removes what no definition needs any more, unless it was edited", async () => {
    const { exported, folder, put } = fleet();
    await exported();
    const script = "scripts/phoenix_hypervisor_setup_103.sh";
    rmSync(join(folder, "definitions/103-three.ts"));
    put(`ansible/${script}`, "edited");
    expect(await exported()).toMatchObject({ code: 1, err: expect.stringContaining(`${script}: it was edited`) });
    expect(JSON.parse((await exported("--force", "--json")).out).removed).toEqual([script]);
    expect(existsSync(join(folder, "ansible", script))).toBe(false);
  });

  it("is compared by check, which names each stale file, and by --check", async () => {
    const { exported, folder, run } = fleet();
    await run("generate", "--no-lint", "--no-types");
    await exported();
    expect(await run("check", "--no-lint", "--no-types")).toMatchObject({ code: 0 });
    writeFileSync(join(folder, "definitions/102-two.ts"), clone(102, { cores: "7" }));
    expect(await exported("--check")).toMatchObject({
      code: 1,
      out: expect.stringContaining("stale: ansible/inventory/"),
    });
    await run("generate", "--no-lint", "--no-types");
    const { code, out, err } = await run("check", "--no-lint", "--no-types");
    expect({ code, out }).toEqual({
      code: 1,
      out: "stale: ansible/inventory/containers.yml\nstale: ansible/scripts/phoenix_hypervisor_setup_102.sh\n",
    });
    expect(err).toContain("hint: phoenix-setup export ansible");
    await exported();
    expect(await exported("--check")).toMatchObject({ code: 0, out: "" });
  });

  it.each([
    [[], "export needs to know what to export to: ansible"],
    [["ansibel", "x"], "there is no export to 'ansibel'; did you mean 'ansible'?"],
    [["ansible"], "export ansible takes the one folder to write to"],
  ])("is refused as wrong use: %j", async (words, message) => {
    const { run } = fleet();
    expect(await run("export", ...words)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  it("needs to know the host", async () => {
    const { run } = project({ "definitions/101-one.ts": definition(101) });
    expect(await run("export", "ansible", "x")).toMatchObject({
      code: 2,
      err: expect.stringContaining("describes a host"),
    });
  });
});

describe("YAML for Ansible", () => {
  it.each([
    ["no", '"no"'],
    ["a\nb\u2028\u{1F600}\u202E", '"a\\u000Ab\\u2028😀\\u202E"'],
    ['"\\', '"\\"\\\\"'],
    ["{% x %}", '!unsafe "{% x %}"'],
  ])("quotes %j", (text, wanted) => {
    expect(yamlLines(text, 0)).toEqual([wanted]);
  });

  it("breaks a long text without changing it", () => {
    const lines = yamlLines({ a: `${"x".repeat(100)} ${"y".repeat(100)}` }, 2).join("\n");
    expect(Math.max(...lines.split("\n").map((line) => line.length))).toBeLessThan(120);
    expect(lines).toBe(`  a: "${"x".repeat(100)}\\\n    \\ ${"y".repeat(98)}\\\n    yy"`);
  });

  it("nests lists and maps", () => {
    expect(yamlLines({ a: [{ b: 1, c: [] }, ["d"]], e: {} }, 0)).toEqual([
      "a:",
      "  - b: 1",
      "    c: []",
      '  - - "d"',
      "e: {}",
    ]);
  });
});
