import { Exit } from "../contract/cli-exit-codes.ts";
import { hasExports } from "../files/export-list.ts";
import { lintUpToDate, upToDate } from "../pipeline/up-to-date.ts";
import type { Io } from "./io.ts";
import { jsonText } from "./result.ts";
import { checkResult, generateResult } from "./results.ts";
import { checkReport, generateReport, lintReport, print } from "./ui/outcome.ts";

/** Flags that change nothing about a run that has nothing to do. */
const KNOWN = new Set(["--diff", "--json", "--no-lint", "--no-types", "--prune"]);

/**
 * Answers `generate`, `check` and `lint` from what the last run came to, as they themselves would; undefined if something has changed, or if
 * there is anything to say that needs more than this.
 */
export function fastPath(words: readonly string[], io: Pick<Io, "folder" | "out" | "err">): number | undefined {
  const [command, ...flags] = words;
  if (!flags.every((flag) => KNOWN.has(flag))) return undefined;
  const given = new Set(flags);
  if (command === "lint" && given.size === 0) return lint(io);
  if (command !== "generate" && !(command === "check" && !given.has("--prune"))) return undefined;
  // What was exported is compared by the rest of the program.
  if (command === "check" && hasExports(io.folder)) return undefined;
  const lints = command === "check" && !given.has("--no-lint");
  const build = upToDate(io.folder, { types: !given.has("--no-types"), lint: lints });
  if (build === undefined) return undefined;
  const { outcome } = build;
  const pruned = given.has("--prune");
  if (pruned && outcome.orphans.length > 0) return undefined;
  const written = { ...build, written: true, pruned };
  const result = command === "generate" ? generateResult(written) : checkResult(build);
  if (given.has("--json")) io.out(jsonText(command, result));
  else print(command === "generate" ? generateReport(written) : checkReport(build), io);
  return result.exit;
}

function lint(io: Pick<Io, "folder" | "out" | "err">): number | undefined {
  const linted = lintUpToDate(io.folder);
  if (linted === undefined) return undefined;
  print(lintReport(linted), io);
  return Exit.fine;
}
