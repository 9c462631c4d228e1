import { types } from "node:util";
import { definitionFrames } from "../validation/problem.ts";

/** Where errors of definitions were made, as {@link stackOf} gives it. */
const stacks = new WeakMap<object, string>();

/**
 * What a definition sees of an error's stack: its first line. The others name places of this machine, and change with other files; they are
 * kept for {@link stackOf}.
 */
export function shownStack(error: Error, frames: NodeJS.CallSite[]): string {
  stacks.set(error, definitionFrames(frames));
  try {
    return String(error);
  } catch {
    return "Error";
  }
}

/** Where something was thrown, innermost first; "" if it does not say. Errors can be made so that even looking at them throws. */
export function stackOf(thrown: unknown): string {
  try {
    const stack = (thrown as Partial<Error> | null | undefined)?.stack;
    const kept = types.isNativeError(thrown) ? stacks.get(thrown) : undefined;
    return kept ?? (typeof stack === "string" ? stack : "");
  } catch {
    return "";
  }
}
