import { TARGET } from "../../files/outputs.ts";
import { count } from "./count.ts";

/** What became of the scripts that were asked for, by file name. */
export interface Outcome {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Generated scripts that no definition describes any more. */
  readonly orphans: readonly string[];
}

/** What `generate` prints: data, and messages. */
export interface Told {
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** What `generate` says at its end. */
export function toldByGenerate(outcome: Outcome, { pruned, json }: { pruned: boolean; json: boolean }): Told {
  const { created, changed, unchanged, orphans } = outcome;
  if (json) return { out: [JSON.stringify({ ...outcome, pruned }, null, 2)], err: [] };
  const orphan = (name: string): string =>
    pruned ? `removed ${TARGET}/${name}` : `orphan  ${TARGET}/${name}: no definition describes it; --prune removes it`;
  return {
    out: [],
    err: [
      ...created.map((name) => `created ${TARGET}/${name}`),
      ...changed.map((name) => `changed ${TARGET}/${name}`),
      ...orphans.map(orphan),
      `${count(created.length + changed.length, "script")} written, ${unchanged.length} unchanged`,
    ],
  };
}

/** What `check` says at its end: data, then what ShellCheck remarks, which is not known here, between these hints and the sum. */
export function toldByCheck({ created, changed, unchanged, orphans }: Outcome): {
  readonly out: readonly string[];
  readonly hints: readonly string[];
  readonly sum: string;
} {
  const stale = [...created, ...changed];
  return {
    out: [...stale.map((name) => `stale: ${TARGET}/${name}`), ...orphans.map((name) => `orphan: ${TARGET}/${name}`)],
    hints: [
      ...(stale.length > 0 ? ["hint: phoenix-setup generate, then commit dist-scripts/"] : []),
      ...(orphans.length > 0 ? ["hint: phoenix-setup generate --prune"] : []),
    ],
    sum: `${count(unchanged.length, "script")} up to date, ${stale.length} stale`,
  };
}

/** What `lint` says at its end. */
export const toldByLint = (engine: { name: string; version: string }, remarks: number, scripts: number): string =>
  `ShellCheck ${engine.version} (${engine.name}): ${count(remarks, "remark")} on ${count(scripts, "script")}`;
