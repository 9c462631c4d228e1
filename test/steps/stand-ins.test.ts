import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDrawn } from "../thorough.ts";
import { count } from "./count.ts";
import { sandboxMissing } from "./sandbox.ts";

const real = join(import.meta.dirname, "../real");
const text = (...path: string[]): string => readFileSync(join(...path), "utf8");
const tables = readdirSync(join(real, "cases")).map((file) => {
  const table = text(real, "cases", file);
  return {
    program: file.replace(/\.bash$/, ""),
    rows: [...table.matchAll(/^row (\S+) /gm)].map(([, row = ""]) => row),
  };
});

describe("the stand-ins of the sandbox", () => {
  test.skipIf(sandboxMissing() !== "")("answer as the tables of cases say that the real programs do", () => {
    // All of them, and the real programs beside them, are in npm run test:real.
    const programs = tables.map(({ program }) => program).filter((_, i) => isDrawn(i, 3));
    const words = [join(real, "run"), "--stand-ins", ...programs];
    const { status, stdout, stderr } = spawnSync("bash", words, { encoding: "utf8" });
    expect(`${stdout}${stderr}`.split("\n").filter((line) => line.startsWith("failed: "))).toEqual([]);
    expect(status, stdout + stderr).toBe(0);
    count("cases of stand-ins", Number(/^(\d+) passed, 0 failed$/m.exec(stdout)?.[1]));
  });

  test("name rows that there are, a number for one case", () => {
    const all = tables.flatMap(({ rows }) => rows);
    expect(all.filter((row, i) => all.indexOf(row) !== i)).toEqual([]);
    for (const folder of ["", "bin", "optional"])
      for (const entry of readdirSync(join(import.meta.dirname, "stand-ins", folder), { withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const named = text(import.meta.dirname, "stand-ins", folder, entry.name).matchAll(/\bby((?: [A-Z]{2}\d+)+)/g);
        const rows = [...named].flatMap(([, words = ""]) => words.trim().split(" "));
        expect(
          rows.filter((row) => !all.includes(row)),
          entry.name,
        ).toEqual([]);
      }
  });

  test("are all in the matrix of test/real/README.md", () => {
    const matrix = [...text(real, "README.md").matchAll(/^\| ([a-z0-9-]+) \| [^|]+ \| [^|]+ \| (\d+) \|$/gm)];
    expect(matrix.map(([, program, cases]) => `${program} ${cases}`).sort()).toEqual(
      tables.map(({ program, rows }) => `${program} ${rows.length}`).sort(),
    );
  });
});
