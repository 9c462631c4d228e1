import { lookAt, writeAtomically } from "../../../files/atomic-file.ts";
import { UsageError } from "../../../validation/failures.ts";
import { MARKER } from "./page.ts";

/** What has become of the file that a page was to be written to. */
export type PageOutcome = "created" | "changed" | "unchanged";

/** How a page is written. */
export interface WriteOptions {
  /** Whether a file of somebody else's is replaced. */
  readonly force: boolean;
  /** How messages name the file. */
  readonly shown: string;
}

/** Writes a page unless it is there already. Throws a {@link UsageError} for a file of somebody else's, unless that is to be replaced. */
export function writePage(path: string, text: string, { force, shown }: WriteOptions): PageOutcome {
  const found = lookAt(path);
  if (found.is === "other") throw new UsageError(`${shown} is not a regular file; name another one`);
  if (found.is === "file" && found.text === text) return "unchanged";
  const isForeign = found.is === "file" && !found.text.slice(0, 1000).includes(MARKER) && found.text !== "";
  if (isForeign && !force)
    throw new UsageError(`${shown} was not written by graph --html; name another file, or replace it with --force`);
  writeAtomically(path, text);
  return found.is === "nothing" ? "created" : "changed";
}
