import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { finding } from "../../generator/validation/finding.ts";
import { PROBLEM_CODES } from "../../generator/validation/problem-codes.ts";
import { root } from "./project.ts";

const parts = readFileSync(join(root, "generator/ERRORS.md"), "utf8").split(/^## /m).slice(1);

it("ERRORS.md has the codes of the table, in its order, under their titles, and warnings apart from errors", () => {
  const sections = parts.flatMap((part) =>
    [...part.matchAll(/^### (D\d{3}): (.*)$/gm)].map(([, code, title]) => ({
      code,
      severity: part.startsWith("Warnings\n") ? "warning" : "error",
      title,
    })),
  );
  expect(sections).toEqual(Object.entries(PROBLEM_CODES).map(([code, of]) => ({ code, ...of })));
});

it("the severity of a finding is that of its code, whatever the number", () => {
  const severities = (["D220", "D221", "D301"] as const).map(
    (code) => finding(code, "", "", { file: "", line: 1, column: 1 }).severity,
  );
  expect(severities).toEqual(["error", "warning", "warning"]);
});
