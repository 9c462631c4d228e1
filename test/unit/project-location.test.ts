import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { load } from "../../generator/load/load.ts";
import { compile } from "../../generator/pipeline/compile.ts";
import { renderScript } from "../../generator/render/script.ts";
import { called } from "./in-process.ts";
import { definition, root } from "./project.ts";

/** Every character that a name on disk may have, in names that are not too long. */
const ascii = Array.from({ length: 127 }, (_, i) => String.fromCharCode(i + 1)).filter(
  (character) => character !== "/",
);
const names = [ascii.join(""), "fleet (copy)", "a%20b %zz %", "-é e\u0301 \u2028\u0085😀 ~"];

/** A folder for the test; its name holds what an address escapes, too. */
function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "phoenix %20(x)-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

it("A3: the fleet's scripts are the same, byte for byte, in a folder of any name", async () => {
  const above = place();
  const expected = readdirSync(join(root, "dist-scripts")).map((name) => [
    name,
    readFileSync(join(root, "dist-scripts", name), "utf8"),
  ]);
  for (const name of names) {
    const folder = join(above, name);
    mkdirSync(folder);
    cpSync(join(root, "definitions"), join(folder, "definitions"), { recursive: true });
    const { plans, findings } = await compile(folder);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(plans.map(renderScript).map(({ name, text }) => [name, text])).toEqual(expected);
  }
});

it("A3: types are checked there as well, and a mistake is told at its place", async () => {
  const above = place();
  for (const name of names) {
    const folder = join(above, name);
    mkdirSync(join(folder, "definitions"), { recursive: true });
    writeFileSync(join(folder, "definitions/101-a.ts"), definition(101, { cores: '"two"' }));
    // TypeScript takes a backslash in a path for a slash.
    const isChecked = !name.includes("\\");
    const { err } = await called(folder, ["check", "--no-lint", "--no-cache"]);
    expect(err).toContain("--> definitions/101-a.ts:8:3\n");
    writeFileSync(join(folder, "definitions/101-a.ts"), `${definition(101)}const x: string = 5;\nvoid x;\n`);
    expect((await called(folder, ["check", "--no-lint", "--no-cache"])).err).toMatch(
      isChecked
        ? /D220.*\n {2}--> definitions\/101-a\.ts:13:7\n/
        : /warning\[D221\]: types are not checked: TypeScript opens no folder with a backslash/,
    );
  }
});

it("A3: nor do a file that is left out, or a piece with such a name, change the places of the others", async () => {
  const folder = join(place(), "fleet (copy)");
  mkdirSync(join(folder, "definitions"), { recursive: true });
  writeFileSync(join(folder, "definitions/101-a.ts"), "export default (;\n");
  writeFileSync(join(folder, "definitions/102-b.ts"), "throw new Error('here');\n");
  mkdirSync(join(folder, "definitions/parts"));
  const piece = "parts/é (1)%20%.ts";
  writeFileSync(join(folder, "definitions", piece), "\nthrow new Error('there');\n");
  writeFileSync(join(folder, "definitions/103-c.ts"), `import "./${piece}";\n`);
  const { findings, later } = load(folder);
  await later();
  expect(findings.map(({ place: { file, line } }) => `${file}:${line}`)).toEqual([
    "definitions/101-a.ts:1",
    "definitions/102-b.ts:1",
    `definitions/${piece}:2`,
  ]);
});
