import { readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LocalReader } from "../dsl/local-file.ts";
import { filesBelow } from "../files/files-below.ts";
import { withFix } from "../validation/with-fix.ts";

/**
 * Reads local files below `definitions/`, and tells of each one that was read, since what it holds decides what is generated.
 *
 * @param told called with the absolute path of each file or folder that was read, there or not
 */
export function localReader(folder: string, told: (path: string) => void): LocalReader {
  const root = join(folder, "definitions");
  const reading = <Result>(path: string, read: (absolute: string) => Result): Result => {
    const absolute = join(root, path);
    told(absolute);
    try {
      return read(absolute);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      throw code === undefined ? thrown : new Error(REASONS[code] ?? `cannot be read (${code})`);
    }
  };
  return {
    file: (path) =>
      reading(path, (absolute) => {
        const is = statSync(absolute);
        if (is.isDirectory()) throw new Error(withFix("is a folder", "use localFolder() for one"));
        // A pipe or a device would never end, and what is too large is refused by its size.
        if (!is.isFile()) throw new Error("is no regular file");
        return {
          size: is.size,
          bytes: () => reading(path, (file) => readFileSync(file)),
          executable: (is.mode & 0o100) !== 0,
        };
      }),
    folder: (path) =>
      reading(path, (absolute) => {
        if (!statSync(absolute).isDirectory()) throw new Error(withFix("is no folder", "use local() for a file"));
        return filesBelow(absolute, "", [realpathSync(absolute)]);
      }),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: withFix("is not there", "the path is relative to definitions/"),
  ENOTDIR: "is not there: what stands before the last / is no folder",
  EACCES: withFix("may not be read", "give yourself the right to"),
  ELOOP: "is a symbolic link that leads back to itself",
};
