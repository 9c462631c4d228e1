import { appendFileSync } from "node:fs";

/** Adds to what is printed at the end of the run as `<what>: <number>`; see `test/count-reporter.ts`. */
export function count(what: string, number: number): void {
  const file = process.env["PHOENIX_TEST_COUNTS"];
  if (file) appendFileSync(file, `${number} ${what}\n`);
}
