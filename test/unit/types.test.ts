import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const common = `
  name: "x", memory: mib(512), cores: 1, disk: gib(10), steps: [],
  network: { ip: "10.0.0.2/24", gateway: "10.0.0.1", mac: "52:54:00:00:00:01" },`;
const head = `import { application, gib, mib, template, seconds, apt } from "phoenix-setup";
const parent = template({ ctid: 100, unprivileged: true, snapshot: "ready", ${common} });
void [application, gib, seconds, apt, parent];
`;

/** What must not compile, and what the compiler says on the line of the definition. */
const refused: Record<string, { code: string; says: RegExp }> = {
  "a template without a snapshot name": {
    code: `template({ ctid: 101, unprivileged: true, ${common} });`,
    says: /Property 'snapshot' is missing/,
  },
  "an application with a snapshot name": {
    code: `application({ ctid: 101, unprivileged: true, snapshot: "ready", ${common} });`,
    says: /Type 'string' is not assignable to type 'undefined'|Type '"ready"' is not assignable to type '(undefined|never)'|Type 'string' is not assignable to type 'never'/,
  },
  "a clone of an application": {
    code: `template({ ctid: 102, snapshot: "ready", cloneOf: application({ ctid: 101, unprivileged: true, ${common} }), ${common} });`,
    says: /Type 'Application' is not assignable to type 'Template'/,
  },
  "an unknown field": {
    code: `application({ ctid: 101, unprivileged: true, colour: "red", ${common} });`,
    says: /'colour' does not exist in type/,
  },
  "a bare number for memory": {
    code: `application({ ctid: 101, unprivileged: true, ${common} memory: 2048 });`,
    says: /Type 'number' is not assignable to type 'Size'/,
  },
  "`unprivileged` on a clone": {
    code: `application({ ctid: 101, cloneOf: parent, unprivileged: true, ${common} });`,
    says: /Type '(boolean|true)' is not assignable to type '(undefined|never)'|Types of property 'unprivileged' are incompatible|Type 'Template' is not assignable to type 'undefined'/,
  },
  "a bare number for a time": {
    code: `apt.upgrade({ timeout: 30 });`,
    says: /Type 'number' is not assignable to type 'Duration'/,
  },
  "a misspelt step option": {
    code: `apt.packages({ package: ["curl"] });`,
    says: /'package' does not exist in type 'AptPackagesOptions'/,
  },
};

let folder = "";
let diagnostics: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "phoenix-types-"));
  const options = { extends: join(root, "tsconfig.json"), include: ["*.ts"] };
  const compilerOptions = {
    paths: { "phoenix-setup": [join(root, "dist/types/index.d.ts")] },
    typeRoots: [join(root, "node_modules/@types")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...options, compilerOptions }));
  for (const [i, { code }] of Object.values(refused).entries())
    writeFileSync(join(folder, `case-${i}.ts`), `${head}${code.replace(/,\s*,/g, ",")}\n`);
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
  } catch (failed) {
    diagnostics = String((failed as { stdout: string }).stdout).split(/\n(?=\S)/);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("does not compile:", () => {
  it.each(Object.keys(refused))("%s", (name) => {
    const i = Object.keys(refused).indexOf(name);
    const said = diagnostics.filter((line) => line.includes(`case-${i}.ts`)).join("\n");
    expect(said).toMatch(refused[name]?.says ?? /never/);
  });

  it("and nothing but what is meant", () => {
    expect(diagnostics.filter((line) => !/case-\d+\.ts/.test(line) && line.trim() !== "")).toEqual([]);
  });
});
