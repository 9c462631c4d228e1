import type { Baseline } from "./baseline.ts";
import type { Expected, Signal } from "./expected.ts";
import type { Phase } from "./points.ts";

/** What goes wrong, by the letters of the table. */
export const kinds = {
  a: "fails",
  b: "hangs",
  c: "KILLed before",
  d: "KILLed after",
  e: "TERM, INT, HUP",
  f: "container stops",
  g: "log disk full",
  h: "a second run",
  i: "task cut off",
  j: "signal in a wait",
  k: "at a terminal",
} as const;
export type Kind = keyof typeof kinds;

/** What can be seen of a run from outside. */
export interface Seen {
  /** All lines that it has printed. */
  lines: readonly string[];
  /** Whether there is such a file or folder in the simulator. */
  has(path: string): boolean;
}

/** `caller`: Ctrl-C where a Bash script has called it, which has a next command. */
export type AtTerminal = "ctrl-c" | "caller" | "ctrl-z" | "lost-line";

/** A disturbed run, and what has to come of it. */
export interface Case {
  /** `902:b:step-4-apply`, and `:stubborn` or the like where a kind has variants. */
  id: string;
  kind: Kind;
  baseline: Baseline;
  /** The simulator's fault files, each with its one line. */
  faults: Readonly<Record<string, string>>;
  /** Whether the log file is as large as its file system lets one be. */
  logIsFull?: boolean;
  /** PHOENIX_TIME_SCALE. */
  scale: number;
  /** Seconds for which it has nothing to do but wait for a limit. */
  waits: number;
  expected: Expected;
  /** Sent once the script is at the point: to the script, or to its whole process group, as a terminal does. */
  signal?: { name: Signal; group: boolean } | undefined;
  /** Whether the script is at the point, as far as can be seen from outside; unless told, a call of pct waits, or the phase says so. */
  reached?: (seen: Seen) => boolean;
  /** Milliseconds more until it surely waits. */
  settles?: number;
  /** When the reader of its output stops reading: before it begins, at the point, or there, and then what waits goes on. */
  stuck?: "from the start" | "at the point" | "and it goes on";
  /** What others hold while it runs: a lock in the container or on the host, by its path in the simulator's folder. */
  lockedByOthers?: string | undefined;
  /** What somebody does at its terminal. */
  terminal?: AtTerminal | undefined;
  /** The phase that the fault is in; undefined if it is in a call of pct, or nowhere. */
  phase?: Phase | undefined;
  /** Whether it is asked again, since the machine may have been too slow for its limits. */
  again?: boolean;
}

/** What is not about time runs with limits far above what even a busy machine needs; what waits for a limit, faster. */
export const CALM = 4;
export const HURRIED = 20;

/** The same case with a fifth of the scale: its limits are at least a fourth of those of a host. */
export function withMoreTime(given: Case): Case {
  const scale = Math.max(1, Math.round(given.scale / 5));
  const waits = given.waits > 1 ? (given.waits * given.scale) / scale : given.waits;
  return { ...given, scale, waits, again: true };
}
