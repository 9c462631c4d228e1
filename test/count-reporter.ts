import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Reporter } from "vitest/node";

/** Prints how many cases of each sort ran, a line each, for a test of this house often holds many; and what tests noted. */
export default class CountReporter implements Reporter {
  readonly #folder = mkdtempSync(join(tmpdir(), "phoenix-counts-"));

  constructor() {
    // Read by the workers, which are started after the configuration is loaded.
    process.env["PHOENIX_TEST_COUNTS"] = join(this.#folder, "counts");
    process.once("exit", () => rmSync(this.#folder, { recursive: true, force: true }));
  }

  onTestRunEnd(): void {
    const file = join(this.#folder, "counts");
    const totals = new Map<string, number>();
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
    for (const line of new Set(lines.filter((line) => line.startsWith("note ")))) console.log(`note: ${line.slice(5)}`);
    for (const line of lines.filter((line) => !line.startsWith("note "))) {
      const [, number, what = ""] = /^(\d+) (.*)$/.exec(line) ?? [];
      totals.set(what, (totals.get(what) ?? 0) + Number(number));
    }
    for (const [what, number] of [...totals].sort()) console.log(`${what}: ${number}`);
  }
}
