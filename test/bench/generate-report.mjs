// @ts-check
// One table: what was measured, beside what was to be reached.
import { median } from "./generate-run.mjs";

/**
 * @typedef {{ row: string, milliseconds: number, least: number, ratio: number, against: string, target: number | undefined, peak: number, runs: number }} Line
 */

/**
 * @param {readonly import("./generate-cases.mjs").Row[]} rows
 * @param {ReadonlyMap<string, import("./generate-run.mjs").Figures>} figures
 * @returns {Line[]}
 */
export function lines(rows, figures) {
  return rows.map(({ row, case: name, against, target }) => {
    const { times, peak } = figures.get(name) ?? { times: [], peak: 0 };
    const ratio = median(times) / median(figures.get(against)?.times ?? []);
    return {
      row,
      milliseconds: median(times),
      least: Math.min(...times),
      ratio,
      against,
      target,
      peak,
      runs: times.length,
    };
  });
}

/** @param {readonly Line[]} all @param {string} base what ratios are to where nothing else is said @returns {string} */
export function table(all, base) {
  const heads = ["", "median ms", "least ms", "ratio", "target", "", "MiB", "runs"];
  const body = all.map(({ row, milliseconds, least, ratio, against, target, peak, runs }) => [
    against === base || row.includes("beside") ? row : `${row} (to ${against})`,
    milliseconds.toFixed(0),
    least.toFixed(0),
    `${ratio.toFixed(2)} ×`,
    target === undefined ? "" : `≤ ${target} ×`,
    target === undefined ? "" : ratio <= target ? "met" : "MISSED",
    peak === 0 ? "" : peak.toFixed(0),
    String(runs),
  ]);
  const widths = heads.map((_, i) => Math.max(...[heads, ...body].map((row) => row[i]?.length ?? 0)));
  return [heads, ...body]
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * How times and memory grow from 1,000 definitions to 10,000.
 *
 * @param {readonly Line[]} all
 * @returns {string[]}
 */
export function growth(all) {
  const of = (/** @type {string} */ count, /** @type {string} */ what) =>
    all.find(({ row }) => row === `${count} definitions, ${what}`);
  return ["nothing changed", "no cache, outputs equal"].flatMap((what) => {
    const [less, more] = [of("1,000", what), of("10,000", what)];
    if (less === undefined || more === undefined) return [];
    const times = more.milliseconds / less.milliseconds;
    const linear = times <= 10.5 ? "met" : "MISSED";
    const memory = more.peak < 400 ? "met" : "MISSED";
    return [
      `growth from 1,000 to 10,000, ${what}: ${times.toFixed(1)} × the time (linear or better: ${linear}), at most ${more.peak.toFixed(0)} MiB (< 400: ${memory})`,
    ];
  });
}
