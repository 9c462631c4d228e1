import { closeSync, fchmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openNew, temporary } from "./temporary.ts";

/** What stands at the place of a file: nothing, other text, or something that is no regular file. */
export type Found =
  | { readonly is: "nothing" }
  | { readonly is: "file"; readonly text: string }
  | { readonly is: "other" };

/** Looks at what stands at a path, without following a link. */
export function lookAt(path: string): Found {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { is: "nothing" };
  return found.isFile() ? { is: "file", text: readFileSync(path, "utf8") } : { is: "other" };
}

/** Writes a file as a whole: at any moment it is the old one or the new one, and nothing is left beside it, whatever ends this process but KILL. */
export function writeAtomically(path: string, text: string): void {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}`);
  const settled = temporary(() => rmSync(beside, { force: true }));
  try {
    const handle = openNew(beside, 0o644);
    try {
      writeFileSync(handle, text);
      fchmodSync(handle, 0o644);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, path);
  } finally {
    settled();
    rmSync(beside, { force: true });
  }
}
