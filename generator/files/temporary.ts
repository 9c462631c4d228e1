import { mkdtempSync, openSync, rmSync, unlinkSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What has to be removed if this process is ended before it has done so itself. */
const open = new Set<() => void>();

/**
 * Has `remove` called if a signal ends this process first: Ctrl-C, a closed terminal, a shutdown. Nothing can be done about KILL.
 *
 * @returns to be called once it has been removed, or is to stay
 */
export function temporary(remove: () => void): () => void {
  if (open.size === 0) for (const signal of SIGNALS) process.on(signal, ended);
  open.add(remove);
  return () => {
    if (open.delete(remove) && open.size === 0) for (const signal of SIGNALS) process.off(signal, ended);
  };
}

/** Makes an empty folder that is gone at the end, however this process comes to it. `name` is what its name begins with. */
export function temporaryFolder(name: string): { readonly path: string; readonly remove: () => void } {
  let path: string | undefined;
  // Before there is one: a signal may come between.
  const removed = temporary(() => {
    if (path !== undefined) rmSync(path, { recursive: true, force: true });
  });
  path = mkdtempSync(join(tmpdir(), name));
  const made = path;
  const remove = (): void => {
    rmSync(made, { recursive: true, force: true });
    removed();
  };
  return { path, remove };
}

/**
 * Makes an empty file and opens it for writing. It is a new one in any case: what has the name already, such as a link that somebody else has
 * put there, a pipe, or what a killed process has left, is removed and never written to.
 *
 * @returns the descriptor
 */
export function openNew(path: string, mode: number): number {
  try {
    return openSync(path, "wx", mode);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== "EEXIST") throw thrown;
    unlinkSync(path);
    return openSync(path, "wx", mode);
  }
}

function ended(signal: NodeJS.Signals): void {
  // Whoever listens too comes to an end by itself, and removes everything on the way.
  if (process.listenerCount(signal) > 1) return;
  for (const remove of open) {
    try {
      remove();
    } catch {
      // The others can be removed all the same.
    }
  }
  process.exit(128 + constants.signals[signal]);
}
