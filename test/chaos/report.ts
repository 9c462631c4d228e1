import { type Case, type Kind, kinds } from "./case.ts";

export interface Outcome {
  given: Case;
  misses: readonly string[];
  /** What was wrong when it had less time. */
  before: readonly string[];
  /** The last lines of what its runs printed; kept only for a miss. */
  tail: readonly string[];
}

/** `survived / tried` per script and kind. */
export function table(outcomes: readonly Outcome[]): string {
  const letters = Object.keys(kinds) as Kind[];
  const ctids = [...new Set(outcomes.map(({ given }) => given.baseline.script.ctid))].sort((a, b) => a - b);
  const cell = (some: readonly Outcome[]) =>
    some.length === 0 ? "–" : `${some.filter(({ misses }) => misses.length === 0).length} / ${some.length}`;
  const row = (title: string, some: readonly Outcome[]) => [
    title,
    ...ctids.map((ctid) => cell(some.filter(({ given }) => given.baseline.script.ctid === ctid))),
    cell(some),
  ];
  const rows = [
    ["survived / tried", ...ctids.map(String), "all"],
    ...letters.map((letter) =>
      row(
        `(${letter}) ${kinds[letter]}`,
        outcomes.filter(({ given }) => given.kind === letter),
      ),
    ),
    row("all", outcomes),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

/** All there is to know about a case that did not survive. */
export function missText({ given, misses, tail }: Outcome, seed: number): string {
  const [ctid, kind, ...point] = given.id.split(":");
  return [
    `MISSED ${given.id}: script ${ctid}, (${kind}) ${kinds[given.kind]}, at ${point.join(":")}, seed ${seed}`,
    ...misses.map((text) => `  ${text}`),
    "  last lines:",
    ...tail.map((text) => `    ${text}`),
    `  again: npm run test:chaos -- --only ${given.id}`,
  ].join("\n");
}

export const asJson = (outcomes: readonly Outcome[], seed: number, seconds: number): string =>
  JSON.stringify(
    {
      seed,
      seconds,
      passed: outcomes.filter(({ misses }) => misses.length === 0).length,
      failed: outcomes.filter(({ misses }) => misses.length > 0).length,
      cases: outcomes.map(({ given, misses, tail }) => ({ id: given.id, survived: misses.length === 0, misses, tail })),
    },
    null,
    2,
  );
