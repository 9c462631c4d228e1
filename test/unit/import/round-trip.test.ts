import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Definition } from "../../../generator/dsl/container.ts";
import { application, template } from "../../../generator/dsl/container-schema.ts";
import { host } from "../../../generator/dsl/host.ts";
import { gib, mib } from "../../../generator/dsl/units.ts";
import { exportConfig } from "../../../generator/hosts/config/export-config.ts";
import { importContainers } from "../../../generator/hosts/import/import.ts";
import { inputOf } from "../../../generator/hosts/import/input.ts";
import { makePlan } from "../../../generator/plan/plan.ts";
import { runs } from "../../thorough.ts";
import { project } from "../in-process.ts";
import { root } from "../project.ts";
import { ancestors } from "./inputs.ts";

const settings = host({ bridge: "vmbr1", storage: "tank", osTemplate: "local:vztmpl/a.tar.zst", images: {} });

/** What is drawn for a container; its name and addresses come from its place, so that no two share them. */
const drawn = fc.record({
  memory: fc.integer({ min: 512, max: 131_072 }),
  cores: fc.integer({ min: 1, max: 32 }),
  disk: fc.integer({ min: 10, max: 1024 }),
  isTemplate: fc.boolean(),
  parent: fc.nat({ max: 40 }),
  unprivileged: fc.boolean(),
  features: fc.record({ nesting: fc.boolean(), keyctl: fc.boolean(), fuse: fc.boolean() }),
  gpus: fc.uniqueArray(fc.nat({ max: 7 }), { maxLength: 3 }),
  role: fc.constantFrom("server", "agent", "none"),
  storage: fc.constantFrom("tank", "other"),
  interface: fc.constantFrom("eth0", "lan0"),
  model: fc.option(fc.constantFrom("a/b", "c d"), { nil: undefined }),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer One> ? One : never;

function fleetOf(all: readonly Drawn[]): Definition[] {
  const made: Definition[] = [];
  for (const [i, one] of all.entries()) {
    const parents = made.filter(({ is }) => is === "template");
    const parent = one.parent % 3 === 0 ? undefined : parents[one.parent % Math.max(parents.length, 1)];
    const options = {
      ctid: 100 + i * 7,
      name: `ct${i}Web`,
      ...(parent ? { cloneOf: parent } : { unprivileged: one.unprivileged }),
      memory: mib(one.memory),
      cores: one.cores,
      disk: gib(one.disk),
      network: {
        ip: `10.0.0.${i + 10}/24`,
        gateway: "10.0.0.1",
        mac: `52:54:00:00:00:${String(i + 10)}`,
        interface: one.interface,
      },
      features: one.features,
      ...(one.gpus.length > 0 && { gpus: one.gpus }),
      portainerRole: one.role,
      ...(one.model !== undefined && { vllm: { model: one.model, tensorParallelSize: Math.max(one.gpus.length, 1) } }),
      storage: one.storage,
      steps: [],
    };
    const made1 = one.isTemplate ? template({ ...options, snapshot: "ready" } as never) : application(options as never);
    expect(made1.problems).toEqual([]);
    made.push(made1);
  }
  return made;
}

const exported = (fleet: readonly Definition[], genericSteps: boolean, made = settings, existing?: string): string => {
  const plans = fleet.map((one) =>
    makePlan(one, { file: () => "a.ts", place: () => ({ file: "a", line: 1, column: 1 }) }),
  );
  const result = exportConfig({ plans, host: made, genericSteps, file: "c.json", existing });
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.text;
};

it("what is imported from an export exports the same bytes, for any fleet", () => {
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 12 }), fc.boolean(), (all, genericSteps) => {
      const text = exported(fleetOf(all), genericSteps);
      const imported = importContainers([inputOf(text, "c.json")], {
        folder: "/none",
        siblings: [],
        hosts: [],
        host: undefined,
      });
      expect(imported.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      const again = imported.containers.map(({ definition }) => definition);
      expect(exported(again, genericSteps, imported.host?.host)).toBe(text);
      expect(exported(again, genericSteps, imported.host?.host, text)).toBe(text);
    }),
    { numRuns: runs(20, 1000) },
  );
});

it("a merge says what the definitions say, and keeps what is not theirs, however the file is written", () => {
  const unit = fc.constantFrom(undefined, "  ", "\t", "    ");
  fc.assert(
    fc.property(
      fc.array(drawn, { minLength: 1, maxLength: 6 }),
      fc.array(drawn, { minLength: 1, maxLength: 6 }),
      unit,
      fc.boolean(),
      (a, b, indent, crlf) => {
        const old = JSON.parse(exported(fleetOf(a), true));
        for (const block of Object.values<Record<string, unknown>>(old.lxc_configs))
          Object.assign(block, { own: [1, "2"] });
        const plain = JSON.stringify({ first: { a: 1 }, ...old, last: null }, null, indent);
        const text = crlf ? plain.replaceAll("\n", "\r\n") : plain;
        const fleet = fleetOf(b);
        const merged = exported(fleet, false, settings, text);
        const { lxc_configs: blocks, first, last } = JSON.parse(merged);
        expect({ first, last }).toEqual({ first: { a: 1 }, last: null });
        const wanted = JSON.parse(exported(fleet, false)).lxc_configs;
        for (const [ctid, block] of Object.entries<Record<string, unknown>>(wanted)) {
          const kept = ctid in old.lxc_configs ? { own: [1, "2"] } : {};
          const { is_template: is = false, ...others } = blocks[ctid];
          expect(others).toEqual({ ...block, is_template: undefined, ...kept });
          expect(is).toBe(block["is_template"] ?? false);
        }
        expect(Object.keys(blocks)).toEqual(expect.arrayContaining(Object.keys(old.lxc_configs)));
        if (crlf) expect(merged.replaceAll("\r\n", "")).not.toContain("\n");
        expect(exported(fleet, false, settings, merged)).toBe(merged);
      },
    ),
    { numRuns: runs(20, 1000) },
  );
});

it("the ancestor's file becomes seven definitions that generate takes, and export writes their facts into it again", async () => {
  const { folder, run } = project({ "in.json": ancestors });
  expect(await run("import", "in.json")).toMatchObject({ code: 0 });
  expect(await run("generate", "--no-types", "--no-lint")).toMatchObject({ code: 0 });
  expect(await run("export", "config", "--no-types", "out.json", "--generic-steps")).toMatchObject({ code: 0 });
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  // C-05, C-06: empty features are left out, and a clone has its parent's privilege.
  const normal = ({ features, ...block }: Record<string, unknown>) => ({
    ...block,
    ...(features !== "" && { features }),
    unprivileged: true,
  });
  const [before, after] = [read("in.json").lxc_configs, read("out.json").lxc_configs];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  for (const ctid of Object.keys(before)) expect(normal(after[ctid])).toEqual(normal(before[ctid]));
});

it("the fleet's own definitions: stale files are told, values that scripts read are kept, and a missing one is a finding", async () => {
  const files = readdirSync(join(root, "definitions")).filter((name) => name.endsWith(".ts"));
  const { folder, put, run } = project(
    Object.fromEntries(
      files.map((name) => [`definitions/${name}`, readFileSync(join(root, "definitions", name), "utf8")]),
    ),
  );
  const path = join(folder, "phoenix_lxc_configs.json");
  expect(await run("export", "config", "--no-types", "--check")).toMatchObject({
    code: 1,
    out: expect.stringContaining("stale: phoenix_lxc_configs.json"),
  });
  expect(await run("export", "config", "--no-types")).toMatchObject({ code: 0 });
  expect(await run("export", "config", "--no-types", "--check")).toMatchObject({ code: 0 });
  const text = readFileSync(path, "utf8");
  const own = text.replace(/"vllm_model": "lmstudio[^"]*"/, '"vllm_model": "other/Model-AWQ"');
  put("phoenix_lxc_configs.json", own);
  expect(await run("export", "config", "--no-types")).toMatchObject({ code: 0 });
  expect(readFileSync(path, "utf8")).toBe(own);
  put("phoenix_lxc_configs.json", own.replace('"vllm_model": "other/Model-AWQ"', '"vllm_model": "no word"'));
  const { code, err } = await run("export", "config", "--no-types");
  expect({ code, told: /warning\[D430\]: lxc_configs\.950\.vllm_model.* not of the format 'word'/.test(err) }).toEqual({
    code: 1,
    told: true,
  });
  put("phoenix_lxc_configs.json", "{");
  expect(await run("export", "config", "--no-types")).toMatchObject({
    code: 1,
    err: expect.stringContaining("phoenix_lxc_configs.json:1:2: error[D411]"),
  });
  expect(readFileSync(path, "utf8")).toBe("{");
});
