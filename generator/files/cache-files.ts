import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** Folders of projects without `node_modules` that are kept; the oldest go first. */
const PROJECTS = 50;

/**
 * Where a project's cache lies: in its `node_modules/.cache/phoenix-setup`, or, as long as it has no `node_modules`, in a folder of its
 * own below `$XDG_CACHE_HOME`. Never among the scripts.
 */
export const cacheFolder = (folder: string): string =>
  installedFolder(folder) ?? join(sharedFolder(), createHash("sha256").update(folder).digest("hex").slice(0, 16));

/** Where lies what all projects without `node_modules` have in common. */
export const commonFolder = (folder: string): string => installedFolder(folder) ?? sharedFolder();

function installedFolder(folder: string): string | undefined {
  const installed = join(folder, "node_modules");
  return isFolder(installed) ? join(installed, ".cache/phoenix-setup") : undefined;
}

function sharedFolder(): string {
  const given = process.env.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(given) ? given : join(homedir(), ".cache"), "phoenix-setup");
}

/** What a cache file holds; undefined if there is none, or if it is not what was written: cut off, edited, of something else. */
export function readCached(file: string): Buffer | undefined {
  try {
    const stored = readFileSync(file);
    const content = stored.subarray(32);
    return digest(content).equals(stored.subarray(0, 32)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a cache file so that it is whole at any moment, whoever else writes it and whenever this process ends. A cache that cannot be
 * written costs time, not a result.
 */
export function writeCached(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    const isNew = !isFolder(dirname(file));
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    writeFileSync(temporary, Buffer.concat([digest(bytes), bytes]), { flag: "wx" });
    // A file that replaces another one is first written to the disk, which takes longer than all the rest.
    rmSync(file, { force: true });
    renameSync(temporary, file);
    if (isNew) forgetOldest(dirname(dirname(file)));
  } catch {
    rmSync(temporary, { force: true });
  }
}

/** Removes what killed runs have left behind; and, of the files whose names begin with `kind`, all but the newest. */
export function tidy(folder: string, kind?: string, keep = 0): void {
  try {
    const names = readdirSync(folder);
    const hourAgo = Date.now() - 3_600_000;
    const left = names.filter((name) => name.endsWith(".tmp") && modified(join(folder, name)) < hourAgo);
    const ofKind = kind === undefined ? [] : names.filter((name) => name.startsWith(kind) && !name.endsWith(".tmp"));
    for (const name of [...left, ...newestFirst(folder, ofKind).slice(keep)])
      rmSync(join(folder, name), { force: true });
  } catch {
    // Another run may tidy up at the same moment.
  }
}

function forgetOldest(shared: string): void {
  if (shared !== sharedFolder()) return;
  const projects = readdirSync(shared).filter((name) => /^[0-9a-f]{16}$/.test(name));
  for (const name of newestFirst(shared, projects).slice(PROJECTS)) rmSync(join(shared, name), { recursive: true });
}

const newestFirst = (folder: string, names: readonly string[]): string[] =>
  names
    .map((name) => ({ name, at: modified(join(folder, name)) }))
    .sort((a, b) => b.at - a.at)
    .map(({ name }) => name);

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

const digest = (content: Uint8Array): Buffer => createHash("sha256").update(content).digest();
