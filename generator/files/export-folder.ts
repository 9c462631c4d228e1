import { hash } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { openNew } from "./temporary.ts";

/** A file of an export. */
export interface ExportedFile {
  /** Relative to the export's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
  /** Whether it is the user's once it is there: written if it is missing, and never looked at again. */
  readonly once?: boolean;
}

/** Why a file is not written. */
export interface RefusedFile {
  readonly path: string;
  readonly why: "edited" | "foreign" | "no file";
}

/** How an export's folder differs from what it is to be, by path. */
export interface ExportDifference {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that an earlier export wrote and this one no longer has. */
  readonly removed: readonly string[];
  /** Files that only `--force` overwrites or removes. */
  readonly refused: readonly RefusedFile[];
}

/** The file that says which files an export wrote, and their sha256. */
export const MANIFEST = ".phoenix-setup-export.json";

/** Compares an export's folder with what it is to hold. Files that no export wrote are left alone, and so are those of the user's. */
export function compareExport(folder: string, files: readonly ExportedFile[]): ExportDifference {
  const known = readManifest(folder);
  const created: string[] = [];
  const changed: string[] = [];
  const unchanged: string[] = [];
  const refused: RefusedFile[] = [];
  for (const { path, text, once, executable } of files) {
    const found = contentOf(join(folder, path));
    if (found === undefined) created.push(path);
    else if (found === "no file") refused.push({ path, why: "no file" });
    else if (once === true || isSame(found, text, executable)) unchanged.push(path);
    else {
      changed.push(path);
      const wrote = known.get(path);
      if (wrote === undefined) refused.push({ path, why: "foreign" });
      else if (wrote !== sha256(found.bytes) && !found.bytes.equals(Buffer.from(text)))
        refused.push({ path, why: "edited" });
    }
  }
  const wanted = new Set(files.map(({ path }) => path));
  const removed = [...known.keys()]
    .filter((path) => !wanted.has(path) && contentOf(join(folder, path)) !== undefined)
    .sort();
  for (const path of removed) {
    const found = contentOf(join(folder, path));
    if (typeof found === "object" && sha256(found.bytes) !== known.get(path)) refused.push({ path, why: "edited" });
  }
  return { created, changed, unchanged, removed, refused };
}

/** Makes an export's folder what it is to be. Each file is whole at any moment; what is right already is not touched. */
export function writeExport(
  folder: string,
  files: readonly ExportedFile[],
  { created, changed, removed }: ExportDifference,
): void {
  const due = new Set([...created, ...changed]);
  for (const { path, text, executable } of files) if (due.has(path)) put(join(folder, path), text, executable === true);
  for (const path of removed) remove(folder, path);
  const wrote = files.filter(({ once }) => once !== true).map(({ path, text }) => [path, sha256(Buffer.from(text))]);
  const manifest = `${JSON.stringify({ version: 1, files: Object.fromEntries(wrote) }, null, 2)}\n`;
  const is = contentOf(join(folder, MANIFEST));
  if (typeof is !== "object" || is.bytes.toString() !== manifest) put(join(folder, MANIFEST), manifest, false);
}

/** Whether a folder holds an export. */
export const holdsExport = (folder: string): boolean => typeof contentOf(join(folder, MANIFEST)) === "object";

function readManifest(folder: string): Map<string, string> {
  const found = contentOf(join(folder, MANIFEST));
  if (typeof found !== "object") return new Map();
  try {
    const { files } = JSON.parse(found.bytes.toString()) as { files?: unknown };
    const entries = Object.entries(typeof files === "object" && files !== null ? files : {});
    return new Map(entries.filter((one): one is [string, string] => isInside(one[0]) && typeof one[1] === "string"));
  } catch {
    // Somebody's edit, or a merge's marks: then no file is known, and what differs is refused.
    return new Map();
  }
}

/** A path of a manifest that leads out of the folder is nobody's to remove. */
const isInside = (path: string): boolean => !path.startsWith("/") && !path.split("/").includes("..");

interface Content {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

function contentOf(path: string): Content | "no file" | undefined {
  try {
    const is = lstatSync(path);
    return is.isFile() ? { bytes: readFileSync(path), executable: (is.mode & 0o100) !== 0 } : "no file";
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

const isSame = ({ bytes, executable }: Content, text: string, wanted = false): boolean =>
  bytes.equals(Buffer.from(text)) && (!wanted || executable);

const sha256 = (bytes: Buffer): string => hash("sha256", bytes, "hex");

function put(path: string, text: string, executable: boolean): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  const mode = executable ? 0o755 : 0o644;
  const handle = openNew(temporary, mode);
  try {
    writeFileSync(handle, text);
    fchmodSync(handle, mode);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, path);
}

/** Removes a file, and the folders that are empty then. */
function remove(folder: string, path: string): void {
  unlinkSync(join(folder, path));
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    try {
      rmdirSync(join(folder, above));
    } catch {
      return;
    }
  }
}
