import { join } from "node:path";
import { isRight, orphansIn, output, TARGET } from "../files/outputs.ts";
import { engineKey } from "../lint/engine-key.ts";
import { knownRemarks } from "../lint/remarks.ts";
import type { Build } from "./build.ts";
import { compare, handOver, holds, type Remembered, recall } from "./last-run.ts";
import type { LintedFolder } from "./lint-written.ts";

// Loaded by the launcher, which answers without the rest of the program.

/**
 * The build of a folder in which nothing has changed since the last run, and nothing is to be said. Undefined if something has, or if that
 * takes more than is remembered. Nothing is evaluated, and no other program is started.
 *
 * @param lint whether ShellCheck's remarks have to be known
 */
export function upToDate(folder: string, { types, lint }: { types: boolean; lint: boolean }): Build | undefined {
  const compared = compare(folder, types);
  if (compared === undefined) return undefined;
  const { run, changed } = compared;
  // Warnings are shown with a piece of the author's code.
  if (changed.length > 0 || run.findings.length > 0) {
    handOver(folder, types, compared);
    return undefined;
  }
  if (!run.scripts.every(([name, sha256]) => isRight(join(folder, TARGET), name, sha256))) return undefined;
  if (lint && !hasNoRemark(run, folder)) return undefined;
  const unchanged = run.scripts.map(([name]) => name);
  const orphans = orphansIn(join(folder, TARGET), new Set(unchanged));
  const outcome = { created: [], changed: [], unchanged, orphans };
  return { findings: [], failed: false, outcome, differences: [], remarks: [], lineEnds: [] };
}

/** The same for a lint of the scripts in the folder. */
export function lintUpToDate(folder: string): LintedFolder | undefined {
  const run = [true, false].map((types) => recall(folder, types)).find((one) => one !== undefined && holds(one));
  if (run === undefined) return undefined;
  const found = run.scripts.map(([name]) => output(join(folder, TARGET, name))?.sha256 ?? "missing");
  const { name, key } = engineKey();
  const known = key === undefined ? undefined : knownRemarks(folder, key);
  if (known === undefined || found.some((sha256) => known.remarks[sha256]?.length !== 0)) return undefined;
  return { engine: { name, version: known.version }, scripts: found.length, missing: [], remarks: [] };
}

/** Whether it is known of each script that ShellCheck remarks nothing. */
function hasNoRemark({ scripts }: Remembered, folder: string): boolean {
  const { key } = engineKey();
  const known = key === undefined ? undefined : knownRemarks(folder, key);
  return known !== undefined && scripts.every(([, sha256]) => known.remarks[sha256]?.length === 0);
}
