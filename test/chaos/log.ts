import type { Expected } from "./expected.ts";
import type { Script, Step } from "./script.ts";

export interface Terminal {
  out: readonly string[];
  err: readonly string[];
}

const logLine = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} (INFO |WARN |ERROR) (\d+) /;
const failedStep = /^\S+ ERROR \d+ \[[1-9]\d*\/\d+\] \S+ failed \d+s {2}/;
const summary = / run ([0-9a-f]{6}): ok=(\d+) changed=(\d+) failed=(\d+) skipped=(\d+) seconds=\d+$/;

/** What is wrong with what one run printed, whatever came of it; without a code it was KILLed, and could print no end. */
export function complaintsOfTerminal({ out, err }: Terminal, script: Script, code: number | undefined): string[] {
  const all = [...out, ...err];
  const misplaced = [...out.filter((line) => !isInfo(line)), ...err.filter(isInfo)].filter((line) =>
    logLine.test(line),
  );
  return [
    ...all
      .filter((line) => !logLine.test(line))
      .map((line) => `the terminal shows what is no line of the log: ${line}`),
    ...misplaced.map((line) => `on the wrong stream: ${line}`),
    ...all.filter((line) => line.includes("simulator: ")).map((line) => `asked what is not known: ${line}`),
    ...(code === undefined ? [] : complaintsOfEnd({ out, err }, script, code)),
  ];
}

const isInfo = (line: string): boolean => logLine.exec(line)?.[1] === "INFO ";

/** The summary, and after it the last line. */
function complaintsOfEnd({ out, err }: Terminal, script: Script, code: number): string[] {
  const counts = countsOf(out);
  const [last, sentence] =
    code === 0 ? [out.at(-1), "completed successfully"] : [err.at(-1), `failed, exit code ${code}`];
  if (counts === undefined) return ["no summary line"];
  const sum = counts.ok + counts.changed + counts.failed + counts.skipped;
  // A run that fails before the first step, or between two, has itself failed, and no step has.
  const itself = code === 0 || err.some((line) => failedStep.test(line)) ? 0 : 1;
  const all = script.steps.length + itself + (hasStartedContainer(out) ? 1 : 0);
  return [
    ...(sum === all ? [] : [`the summary counts ${sum} steps of ${all}`]),
    ...(code === 0 && counts.failed > 0 ? ["the summary of a good run counts a failed step"] : []),
    ...(summary.test(out.at(code === 0 ? -2 : -1) ?? "") ? [] : ["its last line but one is not the summary"]),
    ...(last?.endsWith(sentence) ? [] : [`its last line is not: ${sentence}`]),
  ];
}

/** Whether the run found its container stopped and started it, which counts as a change of its own, with a restart that was due too. */
function hasStartedContainer(out: readonly string[]): boolean {
  const restarted = out.findIndex((line) => / container \d+ was restarted$/.test(line));
  const before = out.slice(0, Math.max(restarted, 0));
  return (
    out.some((line) => / container \d+ was started, it was /.test(line)) ||
    (restarted >= 0 && !before.some((line) => / \+ pct shutdown \d+ /.test(line)))
  );
}

/** How the steps of one run came out, by its summary; undefined unless it printed exactly one. */
export function countsOf(
  lines: readonly string[],
): { ok: number; changed: number; failed: number; skipped: number } | undefined {
  const found = lines.map((line) => summary.exec(line)).filter((match) => match !== null);
  if (found.length !== 1) return undefined;
  const [ok = 0, changed = 0, failed = 0, skipped = 0] = found.flatMap((match) => match.slice(2).map(Number));
  return { ok, changed, failed, skipped };
}

/** What does not tell why the run ended as it did. */
export function complaintsOfReason(lines: readonly string[], expected: Expected, script: Script): string[] {
  const { code, step, says } = expected;
  const failed = code === 0 ? 0 : 1;
  return [
    ...(countsOf(lines)?.failed === failed ? [] : [`does not count ${failed} as failed`]),
    ...(step === undefined || namesFailed(lines, script, step)
      ? []
      : [`does not name step ${step.number} as failed, with ${step.definition}`]),
    ...(says === undefined || lines.some((line) => line.includes(says)) ? [] : [`does not say: ${says}`]),
  ];
}

/** Lines as they would stand on the two streams of a terminal. */
export const asTerminal = (lines: readonly string[]): Terminal => ({
  out: lines.filter(isInfo),
  err: lines.filter((line) => !isInfo(line)),
});

/** Whether an error line names the step as failed, with its definition. */
function namesFailed(lines: readonly string[], script: Script, { number, kind, definition }: Step): boolean {
  const start = `ERROR ${script.ctid} [${number}/${script.steps.length}] ${kind} failed `;
  return lines.some((line) => line.includes(start) && line.includes(`s  ${definition}  `));
}

/** How each call of `pct` has to arrive, but for its number and its locale. */
const ARRIVED = / umask=0022 folder=\/ descriptors=0,1,2 terminal=0 locale=C\.UTF-8 heeded=$/;

/** Calls that got what they must not get from their caller. */
export const complaintsOfArrivals = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !ARRIVED.test(line))
    .map((line) => `a call of pct arrives with what it must not have: ${line}`);

/** What only the terminals or only the file has; none if they hold the same lines. */
export function complaintsOfFile(file: readonly string[], terminals: readonly Terminal[], killed: boolean): string[] {
  const left = new Map<string, number>();
  for (const line of terminals.flatMap(({ out, err }) => [...out, ...err])) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of file) left.set(line, (left.get(line) ?? 0) - 1);
  const onlyShown = [...left].filter(([, count]) => count > 0).map(([line]) => line);
  const onlyKept = [...left].filter(([, count]) => count < 0).map(([line]) => line);
  return [
    ...onlyKept.map((line) => `only in the log file: ${line}`),
    // The terminal comes first, and KILL may come in between.
    ...(killed && onlyShown.length === 1 ? [] : onlyShown.map((line) => `not in the log file: ${line}`)),
  ];
}
