import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { openNew, temporary } from "./temporary.ts";

/**
 * Writes files over those that are there, which keep their modes. All are written beside their places first, so that each is the old one or the
 * new one at any moment, and none has changed if a later one cannot be written. A link stays; what it leads to is replaced.
 *
 * @param files texts by absolute paths
 */
export function replaceFiles(files: ReadonlyMap<string, string>): void {
  const targets = [...files].map(([path, text]) => ({ path: followed(path), text }));
  const clear = (): void => {
    for (const { path } of targets) rmSync(beside(path), { force: true });
  };
  const settled = temporary(clear);
  try {
    for (const { path, text } of targets) {
      mkdirSync(dirname(path), { recursive: true });
      const mode = statSync(path, { throwIfNoEntry: false })?.mode;
      const handle = openNew(beside(path), 0o666);
      try {
        writeFileSync(handle, text);
        if (mode !== undefined) fchmodSync(handle, mode & 0o7777);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
    for (const { path } of targets) renameSync(beside(path), path);
  } finally {
    clear();
    settled();
  }
}

const beside = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}`);

const followed = (path: string): string =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realpathSync(path) : path;
