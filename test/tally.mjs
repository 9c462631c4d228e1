// @ts-check
// Prints `<passed> <failed> <kind>` for each kind of test in vitest's JSON reports; what failed, and what was skipped, goes to standard error.
// (Sandbox cases say themselves which of them are left out, and why.)
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
    for (const { status, title, fullName, failureMessages } of file.assertionResults) {
      if (status === "passed") kind.passed += 1;
      else if (status === "failed") {
        kind.failed += 1;
        console.error(
          `failed: ${file.name}: ${fullName}\n    ${failureMessages.join("\n").replaceAll("\n", "\n    ")}`,
        );
      } else if (!file.name.endsWith("/steps/cases.test.ts")) console.error(`skipped: ${title}`);
    }
    if (file.status === "failed" && file.assertionResults.length === 0) {
      kind.failed += 1;
      console.error(`failed: ${file.name}: ${file.message}`);
    }
    kinds.set(folder, kind);
  }
}
for (const [folder, { passed, failed }] of [...kinds].sort())
  console.log(`${passed} ${failed} ${folder} tests (vitest)`);
process.exitCode = broken ? 1 : 0;
