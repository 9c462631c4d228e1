import {
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { generated } from "./outputs.ts";
import { openNew, temporary } from "./temporary.ts";

const MODE = 0o755;
/** Names of scripts that are being written: hidden, with the number of the process that writes them. */
const staged = /^\.phoenix_hypervisor_setup_[1-9][0-9]*\.sh\.[1-9][0-9]*$/;
/** A run does not take this long, so what is older is left from one that was killed. */
const LEFT_AFTER_MS = 60 * 60 * 1000;

/**
 * Scripts on their way into a folder. All are written beside their places first, and renamed only when everything else is done, so that each
 * is whole at any moment, and nothing has changed if anything fails before, or a signal ends the process.
 */
export class Staging {
  private readonly names: string[] = [];
  private madeFolder = false;
  private settled = (): void => undefined;

  constructor(private readonly folder: string) {}

  /** Writes a script beside its place. */
  put(name: string, bytes: Uint8Array): void {
    if (this.names.length === 0) this.prepare();
    this.names.push(name);
    const handle = openNew(this.temporary(name), MODE);
    try {
      writeFileSync(handle, bytes);
      // Whatever the mask of the one who runs it.
      fchmodSync(handle, MODE);
    } finally {
      closeSync(handle);
    }
  }

  /** The text of a script that was put. */
  read(name: string): string {
    return readFileSync(this.temporary(name), "utf8");
  }

  /** Puts all scripts in their places. */
  commit(): void {
    while (this.names.length > 0) {
      const name = this.names[0] ?? "";
      renameSync(this.temporary(name), join(this.folder, name));
      this.names.shift();
    }
  }

  /** Removes what was not put in its place. */
  clear(): void {
    this.settled();
    for (const name of this.names.splice(0)) rmSync(this.temporary(name), { force: true });
    if (!this.madeFolder) return;
    try {
      rmdirSync(this.folder);
    } catch {
      // Not empty: somebody uses it.
    }
  }

  private temporary(name: string): string {
    return join(this.folder, `.${name}.${process.pid}`);
  }

  private prepare(): void {
    this.settled = temporary(() => this.clear());
    this.madeFolder = mkdirSync(this.folder, { recursive: true }) !== undefined;
    for (const name of readdirSync(this.folder)) if (staged.test(name)) this.removeIfLeft(name);
  }

  private removeIfLeft(name: string): void {
    const path = join(this.folder, name);
    try {
      if (lstatSync(path).mtimeMs < Date.now() - LEFT_AFTER_MS) unlinkSync(path);
    } catch {
      // Its run has ended meanwhile.
    }
  }
}

/** Removes generated scripts; a name that is not one is left alone, and so is a link's target. */
export function prune(folder: string, names: readonly string[]): void {
  for (const name of names) if (generated.test(name)) unlinkSync(join(folder, name));
}
