import type { Origin } from "../validation/problem.ts";
import type { JoinedText, RuntimeValue } from "./quotable.ts";

/** What may stand in an interpolation of the `sh` tag. A list becomes several words. */
export type ShellValue =
  | string
  | number
  | RuntimeValue
  | JoinedText
  | Shell
  | readonly (string | number | RuntimeValue)[];

/**
 * A piece of Bash, kept as frozen parts. Only the renderer turns it into text, and it quotes every interpolation:
 * a value is one word, a list several, and a nested piece of Bash stays Bash.
 */
export interface Shell {
  /** The Bash between the values, one piece more than there are values. */
  readonly literals: readonly string[];
  /** What stands in between, in order. */
  readonly values: readonly ShellValue[];
  /** Where it was written. Not enumerable: it is no part of what a script does. */
  readonly origin?: Origin;
}

/** Whether a value was made with the `sh` tag. */
export const isShell = (value: unknown): value is Shell =>
  typeof value === "object" &&
  value !== null &&
  "literals" in value &&
  "values" in value &&
  Array.isArray(value.literals) &&
  Array.isArray(value.values);
