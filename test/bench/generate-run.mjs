// @ts-check
// Runs commands in turn and takes times: what loads the machine meanwhile falls on all of them alike.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * @typedef {{
 *   name: string,
 *   command: readonly string[],
 *   folder: string,
 *   before?: (round: number) => void,
 *   codes?: readonly number[],
 *   every?: number,
 * }} Case `before` is not timed; `codes` are the exit codes that are right, 0 by default; `every` leaves rounds out of what takes long
 * @typedef {{ times: number[], peak: number }} Figures milliseconds, and the most memory of a run with all its children, in MiB
 */

/**
 * Runs each case once a round, after a round that is not counted.
 *
 * @param {readonly Case[]} cases
 * @param {number} rounds
 * @param {(text: string) => void} told
 * @param {boolean} [cpu] whether processor time is taken, of a command with all that it starts, rather than elapsed time
 * @returns {Promise<Map<string, Figures>>}
 */
export async function measure(cases, rounds, told, cpu = false) {
  /** @type {Map<string, Figures>} */
  const figures = new Map(cases.map(({ name }) => [name, { times: [], peak: 0 }]));
  for (let round = 0; round <= rounds; round++) {
    for (const one of cases) {
      if (round > 0 && (round - 1) % (one.every ?? 1) !== 0) continue;
      told(`round ${round} of ${rounds}: ${one.name}`);
      one.before?.(round);
      // Looking at the memory takes time, so it is done in the round that is not counted.
      const { time, peak } = await run(one, round === 0, cpu);
      const figure = figures.get(one.name);
      if (figure === undefined) continue;
      if (round === 0) figure.peak = peak;
      else figure.times.push(time);
    }
  }
  return figures;
}

/** Bash takes the processor time of what it runs, and says it last; it is part of no figure itself. */
const timed = ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "bash"];

/** @param {Case} one @param {boolean} watched @param {boolean} cpu @returns {Promise<{ time: number, peak: number }>} */
function run({ name, command, folder, codes = [0] }, watched, cpu) {
  return new Promise((resolve, reject) => {
    const [program = "", ...words] = cpu ? ["bash", ...timed, ...command] : command;
    const began = process.hrtime.bigint();
    const child = spawn(program, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    let peak = 0;
    let elapsed = 0;
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said = `${said}${text}`.slice(-2000);
    });
    const timer = watched
      ? setInterval(() => {
          peak = Math.max(peak, memory(child.pid ?? 0));
        }, 10)
      : undefined;
    child.once("error", reject);
    child.once("exit", () => {
      elapsed = Number(process.hrtime.bigint() - began) / 1e6;
    });
    child.once("close", (code) => {
      clearInterval(timer);
      const [, user, system] = /(\d+\.\d+) (\d+\.\d+)\n$/.exec(said) ?? [];
      const time = cpu ? (Number(user) + Number(system)) * 1000 : elapsed;
      if (codes.includes(code ?? -1)) resolve({ time, peak });
      else reject(new Error(`'${name}' ended with ${code}: ${said}`));
    });
  });
}

/** Memory of a process and its children, in MiB; 0 where /proc does not say. @param {number} pid @returns {number} */
function memory(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
    );
    return children.reduce((sum, child) => sum + memory(Number(child)), own);
  } catch {
    return 0;
  }
}

/** @param {readonly number[]} numbers @returns {number} */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
