import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Script } from "../render/script.ts";

/** How the scripts of a run compare with what is in the folder. */
export interface Comparison {
  readonly missing: readonly Script[];
  readonly changed: readonly { readonly script: Script; readonly old: string }[];
  readonly same: readonly Script[];
  /** Generated scripts that no definition describes any more. */
  readonly orphans: readonly string[];
}

const MODE = 0o755;
const generated = /^phoenix_hypervisor_setup_[1-9][0-9]*\.sh$/;

/** Compares before anything is written: reading is far cheaper than writing, and a file that is right keeps its time. */
export function compare(folder: string, scripts: readonly Script[], everyContainer: readonly string[]): Comparison {
  const found = scripts.map((script) => ({ script, old: read(join(folder, script.name)) }));
  const wanted = new Set(everyContainer);
  return {
    missing: found.flatMap(({ script, old }) => (old === undefined ? [script] : [])),
    changed: found.flatMap(({ script, old }) =>
      old !== undefined && !same(folder, script, old) ? [{ script, old }] : [],
    ),
    same: found.flatMap(({ script, old }) => (old !== undefined && same(folder, script, old) ? [script] : [])),
    orphans: list(folder).filter((name) => generated.test(name) && !wanted.has(name)),
  };
}

/** Writes scripts so that each is whole at any moment: all beside their places first, then renamed. */
export function write(folder: string, scripts: readonly Script[]): void {
  mkdirSync(folder, { recursive: true });
  const temporary = (script: Script) => join(folder, `.${script.name}.${process.pid}`);
  try {
    for (const script of scripts) {
      writeFileSync(temporary(script), script.text, { mode: MODE });
      chmodSync(temporary(script), MODE);
    }
    for (const script of scripts) renameSync(temporary(script), join(folder, script.name));
  } finally {
    for (const script of scripts) rmSync(temporary(script), { force: true });
  }
}

/** Removes generated scripts; a name that is not one is left alone, and so is a link's target. */
export function prune(folder: string, names: readonly string[]): void {
  for (const name of names) if (generated.test(name)) unlinkSync(join(folder, name));
}

const same = (folder: string, { name, text }: Script, old: string): boolean =>
  old === text && (lstatSync(join(folder, name)).mode & 0o100) !== 0;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
