import type { Filling, Gap } from "./filling.ts";
import { inside, type Refusal, touching } from "./refusal.ts";

/** What stands around a value in its word: literal text, as it is written, and the character that follows the word. */
export interface Around {
  readonly before: string;
  readonly after: string;
  readonly next: string;
}

/** Why a value that is a part of a word, or all of it, is not read as itself there. */
export function neighbourRefusal(
  { filling }: Pick<Gap, "filling">,
  { before, after, next }: Around,
): Refusal | undefined {
  const quoted = /(\\*)$/.exec(before)?.[1]?.length ?? 0;
  if (quoted % 2 === 1) return touching("stands behind a backslash", "leave the backslash out: it is quoted for you");
  const bare = before.replace(/\\[\s\S]/g, "_");
  if (bare.endsWith("$"))
    return touching("touches a $, which would read its quotes as its own", "write x=${…} first, then $x");
  if (filling.is === "list" && before + after !== "")
    return touching("is a list and touches other text, of which its first and last word would become a part");
  if (/^~[^/]*$|[=:]~[^/]*$/.test(bare))
    return touching("stands behind ~, as the name of a user", "write $HOME, or the path");
  if (/\{[^}]*$/.test(bare)) return inside("a brace expansion");
  if (after.startsWith("~") && textOf(filling)?.match(/[=:]$/)) return touching("stands before ~");
  if ((next === "<" || next === ">") && mayBeNumber(filling) && /^\d*$/.test(before + after))
    return touching(
      `touches ${next}, which reads a number before it as a file descriptor`,
      `put a blank before ${next}: … \${…} ${next}file`,
    );
  return undefined;
}

/** What a value is, if that is known now. */
export const textOf = (filling: Filling): string | undefined =>
  filling.is === "text" || filling.is === "number" ? filling.text : undefined;

// What is read when the script runs stands in double quotes.
const mayBeNumber = (filling: Filling): boolean =>
  filling.is === "any" || filling.is === "bash" || filling.is === "name" || /^\d+$/.test(textOf(filling) ?? "");
