import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "./content.ts";

/** The folder that scripts are written to, in a project. */
export const TARGET = "dist-scripts";

/** Names of generated scripts; nothing else in the folder is ever touched. */
export const generated = /^phoenix_hypervisor_setup_[1-9][0-9]*\.sh$/;

/** The file name under which the orchestrator looks for a container's script. */
export const scriptNameOf = (ctid: number): string => `phoenix_hypervisor_setup_${ctid}.sh`;

/** Opens without waiting: a pipe by a script's name would stop the run. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;

/** sha256 of a script as it is in the folder, and whether it can be run; undefined if there is none, or no file. */
export function output(path: string): { readonly sha256: string; readonly executable: boolean } | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(path, READ);
    const is = fstatSync(handle);
    if (!is.isFile()) return undefined;
    const { size, mode } = is;
    return { sha256: sha256OfFile(handle, size), executable: (mode & 0o100) !== 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Whether a script in the folder is, to the byte, what it is to be. */
export function isRight(folder: string, name: string, sha256: string): boolean {
  const found = output(join(folder, name));
  return found?.executable === true && found.sha256 === sha256;
}

/**
 * How a script stands to what it is to be: `line ends` if it only differs in having CRLF where it is to have LF, `folder` or `no file` if
 * that is in its place.
 */
export type Standing = "missing" | "different" | "line ends" | "right" | "folder" | "no file";

/** How a script in the folder stands to what it is to be, to the byte. */
export function compareWithDisk(folder: string, name: string, bytes: Uint8Array): Standing {
  let handle: number | undefined;
  try {
    handle = openSync(join(folder, name), READ);
    const is = fstatSync(handle);
    if (!is.isFile()) return is.isDirectory() ? "folder" : "no file";
    // With CRLF, it is longer by a byte a line, and no more.
    if (is.size < bytes.length || is.size > 2 * bytes.length) return "different";
    const found = readFileSync(handle);
    if (found.equals(bytes)) return (is.mode & 0o100) === 0 ? "different" : "right";
    return found.includes("\r\n") && withoutCarriageReturns(found).equals(bytes) ? "line ends" : "different";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "missing";
    throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const withoutCarriageReturns = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1");

/** Generated scripts that no container has any more, sorted. */
export function orphansIn(folder: string, wanted: ReadonlySet<string>): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => generated.test(entry.name) && !wanted.has(entry.name) && !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
