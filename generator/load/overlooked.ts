import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Finding, finding } from "../validation/finding.ts";

/** What there is below `definitions/` besides the definition files. */
export interface Below {
  /** Folders, relative to the project: a file that appears in one of them may be overlooked as well. */
  readonly folders: readonly string[];
  /** Files of TypeScript or JavaScript that are not read as definitions, relative to the project. */
  readonly code: readonly string[];
}

const CODE = /\.[cm]?[jt]sx?$/i;

/** Looks through `definitions/`. What begins with a dot is put aside, and a folder named `definitions` in another one is another project's. */
export function belowDefinitions(folder: string, definitions: readonly string[]): Below {
  const known = new Set(definitions);
  const folders: string[] = [];
  const code: string[] = [];
  const visit = (path: string, within: readonly string[]): void => {
    folders.push(path);
    for (const name of namesIn(join(folder, path))) {
      if (name.startsWith(".") || name === "node_modules" || name === "definitions") continue;
      const below = `${path}/${name}`;
      const is = statSync(join(folder, below), { throwIfNoEntry: false });
      if (is?.isFile() && CODE.test(name) && !/\.d\.[cm]?ts$/.test(name) && !known.has(below)) code.push(below);
      if (is?.isDirectory() !== true) continue;
      const real = realpathSync(join(folder, below));
      if (!within.includes(real)) visit(below, [...within, real]);
    }
  };
  visit("definitions", [realpathSync(join(folder, "definitions"))]);
  return { folders, code };
}

/**
 * Definitions that nobody reads: files below `definitions/` that export something by default, as a definition does, and that nothing imports
 * or carries.
 *
 * @param read absolute paths of all files and folders that were read
 */
export function overlooked(folder: string, { code }: Below, read: ReadonlySet<string>): Finding[] {
  const isRead = (file: string): boolean => {
    const parts = file.split("/");
    return parts.some((_, i) => i > 0 && read.has(join(folder, ...parts.slice(0, i + 1))));
  };
  return code
    .filter((file) => !isRead(file) && isDefinition(join(folder, file), file))
    .map((file) => {
      const deeper = file.split("/").length > 2;
      const hint = deeper
        ? "move it to definitions/ itself; to put it aside, begin its name, or its folder's, with a dot"
        : "let its name end in .ts; to put it aside, begin its name with a dot";
      const message = "the file looks like a definition, but only definitions/*.ts are read";
      return finding("D211", message, hint, { file, line: 1, column: 1 });
    });
}

/** By its name or by what it imports; a piece that is shared has no default export, or is imported. */
function isDefinition(path: string, file: string): boolean {
  const text = textOf(path);
  const exports = /\bexport\s+default\b|\bas\s+default\b|\bmodule\.exports\b|\bexports\.default\b|^\s*export\s*=/m.test(
    text,
  );
  return exports && (/\/\d{3,}[^/]*$/.test(file) || /["']phoenix-setup["']/.test(text));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
