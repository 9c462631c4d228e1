import * as z from "zod";
import { wrongIn } from "../bash/own-bash.ts";
import { isShell, type Shell, type ShellValue } from "../bash/piece.ts";
import { described } from "../validation/described.ts";
import type { Origin } from "../validation/problem.ts";
import { withFix } from "../validation/with-fix.ts";
import { literal, textValue } from "./text.ts";

export { isShell, type Shell, type ShellValue } from "../bash/piece.ts";

/**
 * Bash with values in it: sh`install -d ${folder}`. Each value is quoted for you, so it stands where a word may stand: not inside quotes,
 * comments, here-documents, arithmetic or patterns, and not where Bash or another program would evaluate it. For those, write
 * `x=${folder}` first, then `"$x"`.
 * Backslashes are Bash's own; Bash's `${name}` is written `\${name}`.
 *
 * @example
 * const folder = "/srv/it's here";
 * command({ title: "a folder", check: sh`[[ -d ${folder} ]]`, apply: sh`install -d ${folder}` })
 */
export function sh(literals: TemplateStringsArray, ...values: ShellValue[]): Shell {
  if (!Array.isArray(literals?.raw)) throw new Error("sh is a tag and takes no parentheses: sh`…`");
  const bash = literals.raw.map((literal) => literal.replace(/\\(`|\$\{)/g, "$1"));
  const piece = { literals: Object.freeze(bash), values: Object.freeze(values) };
  return Object.freeze(Object.defineProperty(piece, "origin", { value: calledFrom() }));
}

/** The line that the tag stands in, and no further frame: a tag in a function that is called has no other place. */
function calledFrom(): Origin {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 3;
  const stack = new Error().stack ?? "";
  Error.stackTraceLimit = limit;
  return { stack: stack.split("\n")[3] ?? "" };
}

/** Why a value cannot stand in Bash; undefined if it can. */
function refusal(value: unknown): string | undefined {
  if (typeof value === "number")
    return Number.isFinite(value) ? undefined : withFix(`is ${value}, which is no number to Bash`, "give a finite one");
  if (typeof value === "string") return literal.safeParse(value).error?.issues[0]?.message;
  if (Array.isArray(value)) return value.map(refusal).find((why) => why !== undefined);
  if (isShell(value)) return value.values.map(refusal).find((why) => why !== undefined);
  if (textValue.safeParse(value).success) return undefined;
  return withFix(
    `is ${described(value)}, which cannot reach Bash`,
    "give text, a number, a list of them, or another sh piece",
  );
}

/** The schema of {@link Shell}: every value quotable, and where a quoted word is read as one. */
export const shell = z
  .custom<Shell>(isShell, withFix("is not Bash", "write it with the sh tag: sh`…`"))
  .superRefine((piece, context) => {
    const say = (message: string, within: readonly PropertyKey[], input: unknown): void =>
      context.addIssue({ code: "custom", message, input, params: { within } });
    const whys = piece.values.map(refusal);
    for (const [i, why] of whys.entries()) {
      const value = piece.values[i];
      const item = Array.isArray(value) ? value.findIndex((one) => refusal(one) !== undefined) : -1;
      if (why !== undefined)
        say(`has a value ${item < 0 ? "" : `(item ${item + 1} of a list) `}that ${why}`, ["values", i], value);
    }
    // Of a value that cannot be quoted at all there is no more to say.
    const rest = wrongIn(piece).filter(({ path }) => whys[Number(path[1])] === undefined);
    for (const { says, fix, path } of rest) say(withFix(says, fix), path, piece);
  });
