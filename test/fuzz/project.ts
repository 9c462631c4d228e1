import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Case, Content } from "./cases.ts";
import { FIRST } from "./judge.ts";

/** The content of everything in `dist-scripts/`, by name. */
export type Snapshot = Map<string, string>;

/** Makes a case's project, lets `body` try it, and removes it. */
export async function inFolder<Result>(
  one: Case,
  place: string,
  body: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(place, `case-${one.number}`);
  try {
    for (const [path, content] of Object.entries(one.files)) put(join(folder, path), content);
    mkdirSync(join(folder, "definitions"), { recursive: true });
    for (const [name, content] of FIRST) put(join(folder, "dist-scripts", name), content);
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts down what a case says; what the file system refuses is left out. */
export function put(path: string, content: Content): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (content === "a folder") mkdirSync(path);
    else if (content === "a pipe") execFileSync("mkfifo", ["--", path]);
    else if (typeof content === "object" && "link" in content) symlinkSync(content.link, path);
    else writeFileSync(path, content);
    if (path.endsWith(".sh")) chmodSync(path, 0o755);
  } catch (thrown) {
    if (!/^(ENAMETOOLONG|EINVAL|EEXIST|EILSEQ|ENOTDIR|EISDIR)$/.test((thrown as NodeJS.ErrnoException).code ?? ""))
      throw thrown;
  }
}

export const snapshot = (folder: string): Snapshot =>
  new Map(
    readdirSync(join(folder, "dist-scripts"))
      .sort()
      .map((name) => [name, readFileSync(join(folder, "dist-scripts", name), "utf8")]),
  );
