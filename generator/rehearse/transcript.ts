/** One line of a rehearsal: a call of `pct`, or a line of the script's log. */
export interface Line {
  /** Number of the call, from 1; undefined for a line of the log. */
  readonly call?: number;
  /** `INFO`, `WARN` or `ERROR`; empty for what is no line of the log. */
  readonly level: string;
  /** A call's words, or what the log says, without time and CTID. */
  readonly text: string;
}

/** How many steps came out how, as the script itself counts them. */
export interface Counts {
  readonly ok: number;
  readonly changed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads a line as it stands in the simulator's transcript; undefined for one that only announces the call that comes with it. */
export function readLine(line: string): Line | undefined {
  const [, number, words] = /^simulated call (\d+):(.*)$/.exec(line) ?? [];
  if (number !== undefined) return { call: Number(number), level: "", text: `pct${words}` };
  const [, level = "", text = line] = /^\S+T\S+ (INFO|WARN|ERROR) +\d+ (.*)$/.exec(line) ?? [];
  return text.startsWith("+ pct ") ? undefined : { level, text };
}

/** The counts in a run's lines; undefined if it told none. */
export function countsOf(lines: readonly Line[]): Counts | undefined {
  const pattern = / ok=(\d+) changed=(\d+) failed=(\d+) skipped=(\d+) seconds=\d+$/;
  const found = lines.map(({ text }) => pattern.exec(text)).find((match) => match !== null);
  if (found === undefined) return undefined;
  const [ok = 0, changed = 0, failed = 0, skipped = 0] = found.slice(1).map(Number);
  return { ok, changed, failed, skipped };
}

/** How many calls of pct there were. */
export const callsIn = (lines: readonly Line[]): number => lines.filter(({ call }) => call !== undefined).length;

/** The words of each call that does more than ask. */
export const changesOf = (lines: readonly Line[]): string[] =>
  lines
    .filter(({ call, text }) => call !== undefined && !/^pct (status|listsnapshot|config|list|exec) /.test(text))
    .map(({ text }) => text);
