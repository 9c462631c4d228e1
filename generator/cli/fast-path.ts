import { join } from "node:path";
import { isRight, orphansIn, output, TARGET } from "../files/outputs.ts";
import { engineKey } from "../lint/engine-key.ts";
import { knownRemarks } from "../lint/remarks.ts";
import { compare, handOver, holds, type Remembered, recall } from "../pipeline/last-run.ts";
import { Exit } from "./command.ts";
import { toldByCheck, toldByGenerate, toldByLint } from "./ui/outcome.ts";

/** Flags that change nothing about a run that has nothing to do. */
const KNOWN = new Set(["--diff", "--json", "--no-lint", "--no-types", "--prune"]);

/**
 * Answers `generate`, `check` and `lint` from what the run before came to, as they themselves would; undefined if something has changed, or
 * if there is anything to tell that needs more than this file. Nothing is evaluated, and no other program is started.
 */
export function answer([command, ...flags]: readonly string[], folder: string): number | undefined {
  if (!flags.every((flag) => KNOWN.has(flag))) return undefined;
  const given = new Set(flags);
  if (command === "lint" && given.size === 0) return lint(folder);
  if (command !== "generate" && !(command === "check" && !given.has("--prune"))) return undefined;
  const types = !given.has("--no-types");
  const compared = compare(folder, types);
  if (compared === undefined) return undefined;
  const { run, changed } = compared;
  // Warnings are shown with a piece of the author's code.
  if (changed.length > 0 || run.findings.length > 0) {
    handOver(folder, types, compared);
    return undefined;
  }
  if (!run.scripts.every(([name, sha256]) => isRight(join(folder, TARGET), name, sha256))) return undefined;

  const unchanged = run.scripts.map(([name]) => name);
  const orphans = orphansIn(join(folder, TARGET), new Set(unchanged));
  const outcome = { created: [], changed: [], unchanged, orphans };
  const json = given.has("--json");
  if (command === "generate") {
    if (given.has("--prune") && orphans.length > 0) return undefined;
    const { out, err } = toldByGenerate(outcome, { pruned: given.has("--prune"), json });
    print(process.stdout, out);
    print(process.stderr, err);
    return Exit.fine;
  }
  if (!given.has("--no-lint") && remarksOn(run, folder) !== 0) return undefined;
  if (json) print(process.stdout, [JSON.stringify({ stale: [], orphans, remarks: [], upToDate: unchanged }, null, 2)]);
  else {
    const { out, hints, sum } = toldByCheck(outcome);
    print(process.stdout, out);
    print(process.stderr, [...hints, sum]);
  }
  return orphans.length > 0 ? Exit.finding : Exit.fine;
}

function lint(folder: string): number | undefined {
  const run = [true, false].map((types) => recall(folder, types)).find((one) => one !== undefined && holds(one));
  if (run === undefined) return undefined;
  const found = run.scripts.map(([name]) => output(join(folder, TARGET, name))?.sha256 ?? "missing");
  const { name, key } = engineKey();
  const known = key === undefined ? undefined : knownRemarks(folder, key);
  if (known === undefined || found.some((sha256) => known.remarks[sha256]?.length !== 0)) return undefined;
  print(process.stderr, [toldByLint({ name, version: known.version }, 0, found.length)]);
  return Exit.fine;
}

/** How many remarks there are on the scripts; undefined if that is not known of each. */
function remarksOn({ scripts }: Remembered, folder: string): number | undefined {
  const { key } = engineKey();
  const known = key === undefined ? undefined : knownRemarks(folder, key);
  const each = scripts.map(([, sha256]) => known?.remarks[sha256]?.length);
  return each.some((n) => n === undefined) ? undefined : each.reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

const print = (stream: NodeJS.WriteStream, lines: readonly string[]): void => {
  if (lines.length > 0) stream.write(`${lines.join("\n")}\n`);
};
