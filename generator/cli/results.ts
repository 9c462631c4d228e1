import { Exit } from "../contract/cli-exit-codes.ts";
import type { Build } from "../pipeline/build.ts";
import type { Difference } from "../pipeline/compare.ts";
import type { Written } from "../pipeline/write.ts";
import type { Data } from "./json/data.ts";
import type { Result } from "./result.ts";

// Loaded by the launcher, which answers without the rest of the program: it knows of no differences.

type Diff = (difference: Difference) => string;
const none: Diff = () => "";

/** What `generate` came to; `diff` shows a difference as `diff -u` does. */
export function generateResult(done: Written, diff = none): Result<Data<"generate">> {
  const { findings, failed, outcome, remarks, differences, written, pruned } = done;
  const exit = written ? Exit.fine : Exit.finding;
  if (failed) return { exit, findings };
  return { exit, findings, data: { written, ...outcome, pruned, remarks, differences: shown(differences, diff) } };
}

/** What `check` came to; `exports` are files of exports that are not what the definitions describe. */
export function checkResult(build: Build, diff = none, exports: readonly string[] = []): Result<Data<"check">> {
  const { findings, failed, outcome, remarks, differences } = build;
  const { created, changed, unchanged, orphans } = outcome;
  const stale = [...created, ...changed];
  const isFine = !failed && stale.length + orphans.length + remarks.length + exports.length === 0;
  const exit = isFine ? Exit.fine : Exit.finding;
  if (failed) return { exit, findings };
  const data = { stale, orphans, upToDate: unchanged, remarks, differences: shown(differences, diff), exports };
  return { exit, findings, data };
}

const shown = (differences: readonly Difference[], diff: Diff) =>
  differences.map((one) => ({ script: one.script, diff: diff(one) }));
