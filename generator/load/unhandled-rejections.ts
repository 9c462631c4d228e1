import type { Finding } from "../validation/finding.ts";
import { BUNDLE, type Places } from "../validation/source-positions.ts";
import { failure } from "./evaluation-error.ts";
import { stackOf } from "./evaluation-stack.ts";

/** Collects from now on what promises fail with that definition files of this load make; the function that it returns tells, once. */
export function strayFailures(folder: string, places: Places): () => Promise<Finding[]> {
  const found: Finding[] = [];
  const collect = (reason: unknown): void => {
    const file = places.call({ stack: stackOf(reason) })?.file;
    if (file !== undefined) found.push(failure(reason, file, folder, places));
  };
  // Stays for good: what fails later is an author's as well, and ends no program.
  if (!process.listeners("unhandledRejection").includes(refuseOthers)) process.on("unhandledRejection", refuseOthers);
  process.on("unhandledRejection", collect);
  return async () => {
    await new Promise(setImmediate);
    process.off("unhandledRejection", collect);
    return found;
  };
}

/**
 * What fails without a definition in its stack is a bug of ours. Without frames it cannot be told whose it is; ours have some, and an error of
 * another copy of this program in the process, whose definitions only that one knows, has none.
 */
function refuseOthers(reason: unknown): void {
  const stack = stackOf(reason);
  if (/\n\s+at /.test(stack) && !stack.includes(BUNDLE)) throw reason;
}
