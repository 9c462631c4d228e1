import { types } from "node:util";
import type { Finding } from "../validation/finding.ts";
import { BUNDLE, type Places } from "../validation/source-positions.ts";
import { failure } from "./evaluation-error.ts";

/** What promises of definitions have failed with since the last look. Others' are no business of the loader. */
let failed: { readonly reason: unknown; readonly stack: string }[] = [];
let listening = false;

/** Collects from now on what promises fail with that definition files make; the function that it returns tells. */
export function strayFailures(folder: string, places: Places): () => Promise<Finding[]> {
  failed = [];
  if (!listening) process.on("unhandledRejection", keep);
  listening = true;
  return async () => {
    await new Promise(setImmediate);
    return failed.flatMap(({ reason, stack }) => {
      const file = places.call({ stack })?.file;
      return file === undefined ? [] : [failure(reason, file, folder, places)];
    });
  };
}

function keep(reason: unknown): void {
  const stack = stackOf(reason);
  // Without a stack it cannot be told whose it is; ours have one.
  if (stack !== "" && !stack.includes(BUNDLE)) throw reason;
  failed.push({ reason, stack });
}

function stackOf(reason: unknown): string {
  try {
    return types.isNativeError(reason) ? String(reason.stack) : "";
  } catch {
    return "";
  }
}
