import { constants, copyFileSync, linkSync, mkdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { temporary } from "./temporary.ts";

/**
 * Writes files that must not be there yet: all of them, or none. Each is written beside its place first; a name that is taken by then is never
 * written over, and an error or a signal in between leaves the folder as it was.
 *
 * @param files texts by paths relative to `folder`
 */
export function writeNewFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const paths = [...files.keys()].map((name) => join(folder, name));
  const placed: string[] = [];
  let isDone = false;
  const clear = (): void => {
    for (const path of paths) rmSync(beside(path), { force: true });
    if (!isDone) for (const path of placed.splice(0)) rmSync(path, { force: true });
  };
  const settled = temporary(clear);
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      rmSync(beside(path), { force: true });
      writeFileSync(beside(path), text, { flag: "wx" });
    }
    for (const path of paths) {
      place(beside(path), path);
      placed.push(path);
    }
    isDone = true;
  } finally {
    clear();
    settled();
  }
}

/** Hidden, so that nothing takes it for a definition meanwhile. */
const beside = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}`);

/** Unlike a rename, both fail where there is something by that name. */
function place(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (thrown) {
    // A file system without links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes((thrown as NodeJS.ErrnoException).code ?? ""))
      throw thrown;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
  unlinkSync(from);
}
