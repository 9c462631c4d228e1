// @ts-check
// The figures as a table.
import { ancestorForksALine } from "./ancestor.mjs";

/**
 * @param {import("./measure.mjs").Row[]} rows
 * @param {{ runs: number, pctSeconds: number }} options
 * @returns {string}
 */
export function report(rows, { runs, pctSeconds }) {
  /** @param {(row: import("./measure.mjs").Row) => number | null} figure */
  const sum = (figure) => rows.reduce((total, row) => total + (figure(row) ?? 0), 0);
  const body = rows.map((row) => [
    row.ctid,
    row.calls.fresh,
    row.calls.ancestorFresh ?? "–",
    row.calls.converged,
    row.processes.fresh ?? "?",
    row.processes.converged ?? "?",
    row.per100LogLines.processes ?? "?",
    ancestorForksALine * 100,
    row.per100LogLines.textSeconds.toFixed(4),
    row.per100LogLines.jsonSeconds.toFixed(4),
    row.talk.printedSeconds.toFixed(2),
    (row.talk.answerSeconds * 1000).toFixed(2),
    row.lines.all,
    row.lines.code,
    row.bytes,
    row.slowPct.seconds.toFixed(2),
    row.slowPct.floor,
  ]);
  const counted = rows.every(({ processes }) => processes.fresh !== null);
  body.push([
    "all",
    sum(({ calls }) => calls.fresh),
    sum(({ calls }) => calls.ancestorFresh),
    sum(({ calls }) => calls.converged),
    counted ? sum(({ processes }) => processes.fresh) : "?",
    counted ? sum(({ processes }) => processes.converged) : "?",
    "",
    "",
    "",
    "",
    "",
    "",
    sum(({ lines }) => lines.all),
    sum(({ lines }) => lines.code),
    sum(({ bytes }) => bytes),
    sum(({ slowPct }) => slowPct.seconds).toFixed(2),
    sum(({ slowPct }) => slowPct.floor),
  ]);
  const notes = [
    "processes: started by the script on the host; a pct or curl is one, whatever it starts itself",
    "ancestor: the hand-written script for the same container",
    `slow pct: a converged run with a pct that takes ${pctSeconds} s a call, and its calls × ${pctSeconds} s`,
    "10,000 lines: of 80 characters, printed by a step, user and system time of the host's side; answer: from being given to being seen",
    `seconds: medians of ${runs}; of 100 log lines user and system time, text and JSON`,
  ];
  if (!counted)
    notes.push("?: cannot be counted here, since no PID namespace can be made (unshare --user --pid --mount-proc)");
  return `${columns([...heads, ...body])}\n${notes.join("\n")}\n`;
}

const heads = [
  [
    "",
    "pct",
    "calls",
    "",
    "processes",
    "",
    "100 log",
    "lines",
    "",
    "",
    "10,000 lines",
    "answer",
    "lines",
    "",
    "",
    "slow pct",
    "",
  ],
  [
    "",
    "fresh",
    "ancestor",
    "converged",
    "fresh",
    "converged",
    "processes",
    "ancestor",
    "s text",
    "s JSON",
    "s",
    "ms",
    "all",
    "code",
    "bytes",
    "s",
    "floor",
  ],
];

/** Right-aligned. @param {(string | number)[][]} rows @returns {string} */
function columns(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows
    .map((row) => `${row.map((cell, column) => String(cell).padStart(widths[column] ?? 0)).join("  ")}\n`)
    .join("");
}
