import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** An installed program, and what tells it from another one by the same name. */
export interface Installed {
  readonly path: string;
  /**
   * Differs as soon as the program is replaced: a new file has another inode, and writing into one sets a time that nobody can set back.
   * Undefined for what is a script rather than a program: what that starts may change without it.
   */
  readonly stamp: string | undefined;
}

/** The installed `shellcheck` that would be started, without starting it. */
export function installedShellcheck(): Installed | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(isAbsolute(folder) ? folder : join(process.cwd(), folder), "shellcheck");
    try {
      const found = statSync(path, { bigint: true });
      if (!found.isFile()) continue;
      accessSync(path, constants.X_OK);
      const { dev, ino, size, mtimeNs, ctimeNs } = found;
      return { path, stamp: isProgram(path) ? [path, dev, ino, size, mtimeNs, ctimeNs].join(" ") : undefined };
    } catch {
      // Not in this folder, or not for this user.
    }
  }
  return undefined;
}

/** Whether it is machine code, and no script that starts something else. */
function isProgram(path: string): boolean {
  const handle = openSync(path, "r");
  try {
    const start = Buffer.alloc(4);
    readSync(handle, start, 0, 4, 0);
    return start.toString("latin1") === "\x7fELF" || start.readUInt32LE() === 0xfeedfacf;
  } finally {
    closeSync(handle);
  }
}
