// @ts-check
// Prints `<passed> <failed> <kind>` for each kind of test in vitest's JSON reports.
import { existsSync, readFileSync } from "node:fs";

/** @type {Map<string, { passed: number, failed: number }>} */
const kinds = new Map();
let broken = false;
for (const report of process.argv.slice(2)) {
  if (!existsSync(report)) {
    console.log(`0 1 report ${report.split("/").at(-1)}`);
    broken = true;
    continue;
  }
  const { testResults } = JSON.parse(readFileSync(report, "utf8"));
  for (const file of testResults) {
    const [, folder = "other"] = /\/test\/([^/]+)\//.exec(file.name) ?? [];
    const kind = kinds.get(folder) ?? { passed: 0, failed: 0 };
    for (const { status, title } of file.assertionResults) {
      if (status === "passed") kind.passed += 1;
      else if (status === "failed") kind.failed += 1;
      else console.error(`skipped: ${title}`);
    }
    if (file.status === "failed" && file.assertionResults.length === 0) kind.failed += 1;
    kinds.set(folder, kind);
  }
}
for (const [folder, { passed, failed }] of [...kinds].sort())
  console.log(`${passed} ${failed} ${folder} tests (vitest)`);
process.exitCode = broken ? 1 : 0;
