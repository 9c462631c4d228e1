import * as z from "zod";
import { positions } from "./bash-position.ts";
import { type JoinedText, type RuntimeValue, textValue } from "./text.ts";

/** What may stand in an interpolation of the {@link sh} tag. A list becomes several words. */
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
  readonly literals: readonly string[];
  readonly values: readonly ShellValue[];
}

/**
 * Bash with values in it: sh`install -d ${folder}`. Interpolations are quoted by the renderer, so they must stand
 * where a word may stand: not inside quotes, comments, here-documents, arithmetic or patterns.
 * Backslashes are Bash's own; Bash's `${name}` is written `\${name}`.
 */
export function sh(literals: TemplateStringsArray, ...values: ShellValue[]): Shell {
  const bash = literals.raw.map((literal) => literal.replace(/\\(`|\$\{)/g, "$1"));
  return Object.freeze({ literals: Object.freeze(bash), values: Object.freeze(values) });
}

/** Whether a value was made with the {@link sh} tag. */
export const isShell = (value: unknown): value is Shell =>
  typeof value === "object" && value !== null && "literals" in value && "values" in value;

const isShellValue = (value: unknown): boolean =>
  typeof value === "number" ||
  textValue.safeParse(value).success ||
  (isShell(value) && value.values.every(isShellValue)) ||
  (Array.isArray(value) && value.every(isShellValue));

/** The schema of {@link Shell}: every value quotable, and where a quoted word is read as one. */
export const shell = z
  .custom<Shell>(
    (value) => isShell(value) && value.values.every(isShellValue),
    "must be Bash made with the sh tag, and its values text without NUL, numbers, lists or other sh pieces",
  )
  .superRefine((piece, context) => {
    for (const [i, position] of positions(piece.literals).entries()) {
      if (position !== "word")
        context.addIssue(
          `has its value ${i + 1} inside ${position}; put it where a word may stand: it is quoted for you`,
        );
    }
  });
