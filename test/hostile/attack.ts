import type { Case } from "./case.ts";

type Said = Readonly<Record<string, string>>;

/** A lie by its name: a program inside, or what pct or the web server says, and how the run has to end. */
export interface Attack {
  readonly name: string;
  readonly program: string;
  readonly said?: Said;
  readonly codes?: readonly number[];
  readonly says?: RegExp;
  readonly shows?: number;
  readonly scale?: number;
  /** It does nothing for long but wait for a limit. */
  readonly waits?: boolean;
  /** Against copies whose bound of bytes per step is 4 KiB instead of 64 MiB, since Bash reads a pipe byte by byte. */
  readonly lowered?: boolean;
  readonly modes?: readonly Case["mode"][];
  readonly ctids?: readonly number[];
  readonly configuration?: string;
}

/** Far above what an honest answer needs, even on a busy machine; and for a lie that waits for a limit of 60 s and a minute. */
export const CALM = 40;
export const HURRIED = 200;

/** How a run may end: well, or by the code of what went wrong. */
export const well = [0, 10, 11];
export const notReady = [21];
export const wrong = [21, 22, 28];
export const late = [21, 23];
export const gone = [21, 22];
/** What is said of too much output, where the bound is lowered. */
export const more = /more than 0 MiB of output/;
