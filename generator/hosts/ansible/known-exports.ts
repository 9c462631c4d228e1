import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { EXPORT_LIST } from "../../files/export-list.ts";
import { ExternalError } from "../../validation/failures.ts";

/** Returns the folders of a project that hold an export, relative to it. */
export function knownExports(project: string): string[] {
  let text: string;
  try {
    text = readFileSync(join(project, EXPORT_LIST), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const broken = new ExternalError(`${EXPORT_LIST} is not what export has written; remove it, and export again`);
  try {
    const { ansible } = JSON.parse(text) as { ansible?: unknown };
    if (Array.isArray(ansible) && ansible.every((one) => typeof one === "string")) return ansible as string[];
  } catch {
    throw broken;
  }
  throw broken;
}

/** Notes a folder that `check` looks at from now on, if it is in the project. */
export function rememberExport(project: string, folder: string): void {
  const path = relative(project, folder).replaceAll("\\", "/");
  const known = knownExports(project);
  if (path === "" || path.startsWith("..") || known.includes(path)) return;
  const list = { ansible: [...known, path].sort() };
  writeFileSync(join(project, EXPORT_LIST), `${JSON.stringify(list, null, 2)}\n`);
}
