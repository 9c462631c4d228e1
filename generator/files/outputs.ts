import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256OfFile } from "./content.ts";

/** The folder that scripts are written to, in a project. */
export const TARGET = "dist-scripts";

/** Names of generated scripts; nothing else in the folder is ever touched. */
export const generated = /^phoenix_hypervisor_setup_[1-9][0-9]*\.sh$/;

/** The file name under which the orchestrator looks for a container's script. */
export const scriptNameOf = (ctid: number): string => `phoenix_hypervisor_setup_${ctid}.sh`;

/** sha256 of a script as it is in the folder, and whether it can be run; undefined if there is none. */
export function output(path: string): { readonly sha256: string; readonly executable: boolean } | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(path, "r");
    const { size, mode } = fstatSync(handle);
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

/** How a script in the folder stands to what it is to be, to the byte. */
export function compareWithDisk(folder: string, name: string, bytes: Uint8Array): "missing" | "different" | "right" {
  let handle: number | undefined;
  try {
    handle = openSync(join(folder, name), "r");
    const { size, mode } = fstatSync(handle);
    if ((mode & 0o100) === 0 || size !== bytes.length) return "different";
    return readFileSync(handle).equals(bytes) ? "right" : "different";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "missing";
    throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Generated scripts that no container has any more, sorted. */
export function orphansIn(folder: string, wanted: ReadonlySet<string>): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => generated.test(name) && !wanted.has(name))
      .sort();
  } catch {
    return [];
  }
}
