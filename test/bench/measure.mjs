// @ts-check
// All figures of one script.
import { ancestorCalls } from "./ancestor.mjs";

const LOG_LINES = 1000;
const PRINTED_LINES = 10_000;
const QUESTIONS = 200;

/**
 * @typedef {Awaited<ReturnType<typeof measure>>} Row
 * @param {import("./host.mjs").Host} host
 * @param {{ ctid: number, path: string, text: string }} script
 * @param {{ runs: number, pctSeconds: number }} options
 */
export async function measure(host, { ctid, path, text }, { runs, pctSeconds }) {
  const fresh = await host.run(path, ctid, "counted");
  const converged = await host.run(path, ctid, "counted");
  const slow = await times(runs, () => host.run(path, ctid, "slow"));
  const asText = await times(runs, () => host.log(path, "text", LOG_LINES));
  const asJson = await times(runs, () => host.log(path, "json", LOG_LINES));
  const talks = await times(runs, () => host.talk(path, PRINTED_LINES, QUESTIONS));
  const lines = text.split("\n").slice(0, -1);
  return {
    ctid,
    calls: { fresh: fresh.calls, converged: converged.calls, ancestorFresh: ancestorCalls[ctid] ?? null },
    /** null where they cannot be counted. */
    processes: { fresh: fresh.processes ?? null, converged: converged.processes ?? null },
    lines: { all: lines.length, code: lines.filter((line) => /^\s*[^\s#]/.test(line)).length },
    bytes: Buffer.byteLength(text),
    per100LogLines: {
      processes: asText[0]?.processes === undefined ? null : (asText[0].processes * 100) / LOG_LINES,
      textSeconds: (median(asText.map(({ seconds }) => seconds)) * 100) / LOG_LINES,
      jsonSeconds: (median(asJson.map(({ seconds }) => seconds)) * 100) / LOG_LINES,
    },
    talk: {
      /** Of 10,000 lines of 80 characters that a step prints. */
      printedSeconds: median(talks.map(({ seconds }) => seconds)),
      /** From an answer to when it has been seen. */
      answerSeconds: median(talks.map(({ answers }) => median(answers))),
    },
    slowPct: { seconds: median(slow.map(({ seconds }) => seconds)), floor: converged.calls * pctSeconds },
  };
}

/** @template T @param {number} count @param {() => Promise<T>} what @returns {Promise<T[]>} */
async function times(count, what) {
  const all = [];
  for (let i = 0; i < count; i++) all.push(await what());
  return all;
}

/** @param {number[]} numbers @returns {number} */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
