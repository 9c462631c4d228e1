import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Node, Project } from "ts-morph";
import { expect, it } from "vitest";
import { importContainers } from "../../../generator/hosts/import/import.ts";
import { inputOf } from "../../../generator/hosts/import/input.ts";
import { importTexts } from "../../../generator/hosts/import/texts.ts";
import { hostile, nastiest } from "../../hostile.ts";
import { runs } from "../../thorough.ts";
import { project } from "../in-process.ts";
import { conf, json } from "./inputs.ts";

const empty = { folder: "/none", siblings: [], hosts: [], host: undefined };

/** Texts of what inputs become; none if they are refused. */
function texts(inputs: readonly (readonly [text: string, file: string])[]): ReadonlyMap<string, string> {
  const imported = importContainers(
    inputs.map(([text, file]) => inputOf(text, file)),
    empty,
  );
  return imported.failed ? new Map() : importTexts(imported, empty);
}

/** What a definition file has: imports, and one call of a function with plain data in it. */
function isPlain(text: string): boolean {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("a.ts", text);
  const statements = file.getStatements();
  const { parseDiagnostics = [] } = file.compilerNode as unknown as { parseDiagnostics?: readonly unknown[] };
  const known = /^(application|template|host|gib|mib|seconds|(lxc|nvidia|secret)\.\w+)$/;
  return (
    parseDiagnostics.length === 0 &&
    statements.every((one, i) =>
      i < statements.length - 1 ? Node.isImportDeclaration(one) : Node.isExportAssignment(one),
    ) &&
    file
      .getDescendants()
      .filter(Node.isCallExpression)
      .every((call) => known.test(call.getExpression().getText()))
  );
}

const ESCAPE = [
  "*/ process.exit(1) /*",
  "\u2028process.exit(1)",
  "\nprocess.exit(1)\n",
  '"});process.exit(1)//',
  "${x}`",
  "</script>",
];
const value = fc.oneof(hostile, fc.constantFrom(...nastiest, ...ESCAPE, "../../etc/x", "__proto__"));
/** Values of a line of a container's own file: longer than nothing, and on one line. */
const line = value.map((text) => text.replace(/[\r\n]/g, " ").trim()).filter((text) => text !== "");

it("whatever values say, what is written is imports and one call with data in it, under names that stay in the folder", () => {
  fc.assert(
    fc.property(value, value, line, line, (key, text, setting, raw) => {
      const json1 = json({
        [`x${key}`]: text,
        network_config: { ip: "10.0.0.12/24", gw: "10.0.0.1", bridge: "vmbr0", [key]: text },
      });
      const more = json({ name: text, template: text, storage_pool: text, vllm_model: text, features: text });
      const own = conf({ hookscript: setting, description: setting, tags: setting, mp0: setting }, `lxc.x: ${raw}`);
      for (const inputs of [[[json1, "c.json"]], [[more, "c.json"]], [[own, "912.conf"]]] as const)
        for (const [name, written] of texts(inputs)) {
          expect(name).toMatch(/^definitions\/(host|912-[a-z0-9-]+)\.ts$/);
          expect(isPlain(written), written).toBe(true);
          expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(written), written).toBe(false);
        }
    }),
    { numRuns: runs(20, 1000) },
  );
});

it("some hostile values are accepted, and come out of the definition as they went in", async () => {
  const model = ["\u2028a */ b\u202e", '"});process.exit(1)//', "`${x}`\\"].join("");
  const { folder, run } = project({});
  for (const [name, text] of texts([[json({ vllm_model: model, vllm_tensor_parallel_size: 1 }), "c.json"]])) {
    mkdirSync(join(folder, "definitions"), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  expect(await run("export", "config", "--no-types")).toMatchObject({ code: 0 });
  const { lxc_configs: blocks } = JSON.parse(readFileSync(join(folder, "phoenix_lxc_configs.json"), "utf8"));
  expect(blocks["912"].vllm_model).toBe(model);
});

it("a password in an address of NVIDIA's, and in a line that cannot be read, is neither written nor told", () => {
  const nvidia = {
    nvidia_driver_version: "580.76.05",
    nvidia_repo_url: "https://me:hunter2@a.b/",
    nvidia_runfile_url: "https://a.b/c",
  };
  const imported = importContainers([inputOf(JSON.stringify({ ...nvidia, ...JSON.parse(json()) }), "c.json")], empty);
  expect([...importTexts(imported, empty).values()].join("") + JSON.stringify(imported.findings)).not.toContain(
    "hunter2",
  );
  const wrong = importContainers([inputOf(conf({}, "DB_PASSWORD=hunter2"), "912.conf")], empty);
  expect(wrong.failed).toBe(true);
  expect(JSON.stringify(wrong.findings)).not.toContain("hunter2");
});

it("no value that is called like a secret stands in what is written or told", () => {
  const secret = "hunter2-X9";
  const names = ["admin_password", "hfToken", "PRIVATE_KEY", "client-secret", "db.passwd"];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom("", "a=b ", "--x y "), (name, before) => {
      const inputs = [
        [json({ [name]: secret, settings: { [name]: secret }, list: [`${before}${name}=${secret}`] }), "c.json"],
        [
          conf(
            {},
            `lxc.environment: ${name.replace(/\W/g, "_")}=${secret}`,
            `description: ${before}${name}: ${secret}`,
          ),
          "913.conf",
        ],
        [conf({ hostname: "b", hookscript: `a:${before}${name}=${secret}` }, `#${name}=${secret}`), "914.conf"],
      ] as const;
      for (const one of inputs) {
        const imported = importContainers([inputOf(one[0], one[1])], empty);
        expect(imported.failed).toBe(false);
        expect([...importTexts(imported, empty).values()].join("")).not.toContain(secret);
        expect(JSON.stringify(imported.findings)).not.toContain(secret);
      }
    }),
    { numRuns: runs(20, 200) },
  );
});
