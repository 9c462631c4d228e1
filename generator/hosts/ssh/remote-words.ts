import { BugError } from "../../validation/failures.ts";

/**
 * Returns one word of a command line for whatever shell a user has on a host. In single quotes, all of them read the same, as long as there is
 * none within.
 */
export function remoteWord(word: string): string {
  if (word.includes("'") || word.includes("\0")) throw new BugError("a word for a host holds a quote");
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(word) ? word : `'${word}'`;
}
