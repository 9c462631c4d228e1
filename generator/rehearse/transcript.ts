import { exitCode } from "../contract/exit-codes.ts";

/** One line of a rehearsal: a call of `pct`, or a line of the script's log. */
export interface Line {
  /** Number of the call, from 1; undefined for a line of the log. */
  readonly call?: number;
  /** `INFO`, `WARN` or `ERROR`; empty for what is no line of the log. */
  readonly level: string;
  /** A call's words, or what the log says, without time and CTID. */
  readonly text: string;
  /** How the step came out that the line is about. */
  readonly outcome?: { readonly step: number; readonly result: string };
}

/** How many steps came out how, as the script itself counts them; a failure before or between steps counts too. */
export interface Counts {
  readonly ok: number;
  readonly changed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A line of the script's log, as `PHOENIX_LOG_FORMAT=json` prints it; without a step where it is about the run. */
interface Entry {
  readonly level: string;
  readonly step: number | null;
  readonly kind: string | null;
  readonly result: string | null;
  readonly seconds: number | null;
  readonly definition: string | null;
  readonly message: string;
}

/**
 * Reads a line as it stands in the simulator's transcript; undefined for one that only announces the call that comes with it.
 *
 * @param steps how many steps the script has
 */
export function readLine(line: string, steps: number): Line | undefined {
  const [, number, words] = /^simulated call (\d+):(.*)$/.exec(line) ?? [];
  if (number !== undefined) return { call: Number(number), level: "", text: `pct${words}` };
  const entry = entryIn(line);
  if (entry === undefined) return { level: "", text: line };
  const { level, step, result, message } = entry;
  if (message.startsWith("+ pct ")) return undefined;
  return {
    level,
    text: textOf(entry, steps),
    // A line of output or a warning is no end of the step.
    ...(step !== null && result !== null && level !== "WARN" && result !== "output" && { outcome: { step, result } }),
  };
}

function entryIn(line: string): Entry | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

/** An entry as a text line of the log has it, without time and CTID. */
function textOf({ step, kind, result, seconds, definition, message }: Entry, steps: number): string {
  if (step === null) return message;
  if (result === "output" || (result === "warning" && step === 0)) return `[${step}/${steps}] ${kind} | ${message}`;
  return `[${step}/${steps}] ${kind} ${result} ${seconds}s  ${definition}  ${message}`;
}

/**
 * How the steps came out; undefined for a run that was killed, and so came to no end.
 *
 * @param code exit code of the run
 * @param steps how many steps the script has
 */
export function countsOf(lines: readonly Line[], code: number, steps: number): Counts | undefined {
  if (code === KILLED) return undefined;
  const results = new Map(lines.flatMap(({ outcome }) => (outcome ? [[outcome.step, outcome.result] as const] : [])));
  const last = [...results.values()];
  const count = (...of: readonly string[]): number => last.filter((result) => of.includes(result)).length;
  const [ok, changed, ofSteps] = [count("ok"), count("changed", "would change"), count("failed")];
  // What fails before or between steps is a failure of none of them.
  const failed = ofSteps === 0 && !FINE.includes(code) ? 1 : ofSteps;
  return { ok, changed, failed, skipped: steps - ok - changed - ofSteps };
}

/** Exit code of a run that KILL ended. */
const KILLED = 137;
const FINE: readonly number[] = [exitCode.EXIT_DONE, exitCode.EXIT_WOULD_CHANGE, exitCode.EXIT_UNKNOWN];

/** How many calls of pct there were. */
export const callsIn = (lines: readonly Line[]): number => lines.filter(({ call }) => call !== undefined).length;

/** The words of each call that does more than ask. */
export const changesOf = (lines: readonly Line[]): string[] =>
  lines
    .filter(({ call, text }) => call !== undefined && !/^pct (status|listsnapshot|config|list|exec) /.test(text))
    .map(({ text }) => text);
