import { TARGET } from "../../files/outputs.ts";
import type { LintFinding } from "../../lint/lint.ts";
import type { Build } from "../../pipeline/build.ts";
import type { LintedFolder } from "../../pipeline/lint-written.ts";
import type { Written } from "../../pipeline/write.ts";
import type { Io } from "../io.ts";
import { count } from "./count.ts";

// Loaded by the launcher, which answers without the rest of the program: it imports types only.

/** One text to print: data to `out`, messages to `err`. */
export type Line = readonly [to: "out" | "err", text: string];

/** Prints lines in their order. */
export function print(lines: readonly Line[], io: Pick<Io, "out" | "err">): void {
  for (const [to, text] of lines) io[to](text);
}

/** What `generate` says at its end. */
export function generateReport({
  outcome,
  lineEnds,
  pruned,
}: Pick<Written, "outcome" | "lineEnds" | "pruned">): Line[] {
  const { created, changed, unchanged, orphans } = outcome;
  return [
    ...lineEndLines(lineEnds),
    ...created.map((name): Line => ["err", `created ${TARGET}/${name}`]),
    ...changed.map((name): Line => ["err", `changed ${TARGET}/${name}`]),
    ...orphanLines(orphans, pruned),
    ["err", `${count(created.length + changed.length, "script")} written, ${unchanged.length} unchanged`],
  ];
}

/** What `generate` says of scripts that no definition describes any more. */
export const orphanLines = (orphans: readonly string[], pruned: boolean): Line[] =>
  orphans.map((name) => [
    "err",
    pruned ? `removed ${TARGET}/${name}` : `orphan  ${TARGET}/${name}: no definition describes it; --prune removes it`,
  ]);

/** What `check` says at its end. */
export function checkReport({ outcome, remarks, lineEnds }: Pick<Build, "outcome" | "remarks" | "lineEnds">): Line[] {
  const { created, changed, unchanged, orphans } = outcome;
  const stale = [...created, ...changed];
  return [
    ...stale.map((name): Line => ["out", `stale: ${TARGET}/${name}`]),
    ...orphans.map((name): Line => ["out", `orphan: ${TARGET}/${name}`]),
    ...lineEndLines(lineEnds),
    ...(stale.length > 0 ? [["err", "hint: phoenix-setup generate, then commit dist-scripts/"] as const] : []),
    ...(orphans.length > 0 ? [["err", "hint: phoenix-setup generate --prune"] as const] : []),
    ...remarkLines(remarks),
    ["err", `${count(unchanged.length, "script")} up to date, ${stale.length} stale`],
  ];
}

/** What is said of scripts in which each line ends with CRLF: no Bash runs them, and Git would make them so again. */
const lineEndLines = (names: readonly string[]): Line[] =>
  names.length === 0
    ? []
    : [
        ...names.map((name): Line => ["err", `line ends: ${TARGET}/${name} has CRLF in place of LF`]),
        ["err", 'hint: write "* text=auto eol=lf" into .gitattributes, so that Git leaves line ends alone'],
      ];

/** What `lint` says at its end. */
export function lintReport({ engine, scripts, missing, remarks }: LintedFolder): Line[] {
  const { name, version } = engine;
  return [
    ...missing.map((script): Line => ["err", `missing: ${TARGET}/${script}; phoenix-setup generate`]),
    ...remarkLines(remarks),
    ["err", `ShellCheck ${version} (${name}): ${count(remarks.length, "remark")} on ${count(scripts, "script")}`],
  ];
}

/** Remarks as compilers print them, each with what printed the line. */
export const remarkLines = (remarks: readonly LintFinding[]): Line[] =>
  remarks.flatMap(({ script, line, column, level, code, message, source }): Line[] => [
    ["out", `${TARGET}/${script}:${line}:${column}: ${level} SC${code}: ${message}`],
    ["out", `  printed by ${source}`],
  ]);
