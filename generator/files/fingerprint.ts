import { hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, realpathSync } from "node:fs";
import { sha256OfFile } from "./content.ts";
import { filesBelow } from "./files-below.ts";

/**
 * What a load depends on: absolute paths of files and folders, each with its {@link fingerprint}. As long as all of them and the names in
 * `definitions/` are as they were, a load gives the same.
 */
export type Inputs = ReadonlyMap<string, string>;

/** Says in few characters what is at a path: of a file its content and whether it is executable, of a folder the names below it. */
export function fingerprint(path: string): string {
  let handle: number | undefined;
  try {
    // Without waiting: a pipe by that name would stop the run.
    handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(handle);
    if (found.isDirectory()) return `folder ${sha256(filesBelow(path, "", [realpathSync(path)]).join("\n"))}`;
    if (!found.isFile()) return "neither file nor folder";
    return `${(found.mode & 0o100) === 0 ? "" : "executable "}${sha256OfFile(handle, found.size)}`;
  } catch (thrown) {
    return `unreadable: ${(thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message}`;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const sha256 = (content: string | Uint8Array): string => hash("sha256", content, "hex");
