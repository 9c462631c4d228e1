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
} as const;
export type Kind = keyof typeof kinds;

/** A disturbed run, and what has to come of it. */
export interface Case {
  /** `902:b:step-4-apply`, and `:stubborn` or the like where a kind has variants. */
  id: string;
  kind: Kind;
  baseline: Baseline;
  /** The simulator's fault files, each with its one line. */
  faults: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  /** PHOENIX_TIME_SCALE. */
  scale: number;
  /** Seconds for which it has nothing to do but wait for a limit. */
  waits: number;
  expected: Expected;
  /** Sent once the script is at the point: to the script, or to its whole process group, as a terminal does. */
  signal?: { name: Signal; group: boolean } | undefined;
  /** The phase that the fault is in; undefined if it is in a call of pct, or nowhere. */
  phase?: Phase | undefined;
}

/** What is not about time runs with limits far above what even a busy machine needs; what waits for a limit, faster. */
export const CALM = 4;
export const HURRIED = 20;
