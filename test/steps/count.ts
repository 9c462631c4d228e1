import { appendFileSync } from "node:fs";

const file = process.env["PHOENIX_TEST_COUNTS"];

/** Adds to what is printed at the end of the run as `<what>: <number>`; see `test/count-reporter.ts`. */
export function count(what: string, number: number): void {
  if (file) appendFileSync(file, `${number} ${what}\n`);
}

/** Is printed at the end of the run, once: what is to be known of it though nothing failed, such as what was skipped and why. */
export function note(text: string): void {
  if (file) appendFileSync(file, `note ${text.replaceAll("\n", " | ").slice(0, 400)}\n`);
}
