import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files below a folder, with forward slashes, in the order of their bytes; folders that lead back to one they are in are refused. */
export function filesBelow(folder: string, prefix: string, within: readonly string[]): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const is = statSync(path);
      if (is.isFile()) return [`${prefix}${name}`];
      if (!is.isDirectory()) throw new Error(`holds ${prefix}${name}, which is neither file nor folder`);
      const real = realpathSync(path);
      if (within.includes(real)) throw new Error(`holds ${prefix}${name}, which leads back to a folder it is in`);
      return filesBelow(path, `${prefix}${name}/`, [...within, real]);
    });
}
