import { hash } from "node:crypto";
import { closeSync, constants, existsSync, fstatSync, openSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Metafile } from "esbuild";
import { sha256OfFile } from "../files/content.ts";
import { below } from "./local.ts";

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
    if (found.isDirectory()) return `folder ${sha256(below(path, "", [realpathSync(path)]).join("\n"))}`;
    if (!found.isFile()) return "neither file nor folder";
    return `${(found.mode & 0o100) === 0 ? "" : "executable "}${sha256OfFile(handle, found.size)}`;
  } catch (thrown) {
    return `unreadable: ${(thrown as NodeJS.ErrnoException).code ?? (thrown as Error).message}`;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** The files that a bundle was made of. Those of a package come with its `package.json`, which says what its name leads to. */
export function bundled(folder: string, { inputs }: Pick<Metafile, "inputs">): string[] {
  const files = Object.keys(inputs)
    .filter((name) => name !== "definitions")
    .map((name) => join(folder, name));
  const packages = files.filter((file) => file.includes("/node_modules/")).flatMap(packageFiles);
  return [...new Set([...files, ...packages])];
}

/** Every `package.json` between a file and the `node_modules` that holds it. */
function packageFiles(file: string): string[] {
  const found: string[] = [];
  for (let at = dirname(file); !at.endsWith("/node_modules"); at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) found.push(join(at, "package.json"));
    if (at === dirname(at)) break;
  }
  return found;
}

const sha256 = (content: string | Uint8Array): string => hash("sha256", content, "hex");
