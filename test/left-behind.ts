import { rmSync } from "node:fs";

const folders: string[] = [];

/** Has a folder removed after the test file that runs now, whoever makes it; within a test, a hook of the file could not be added. */
export function removeLater(folder: string): void {
  folders.push(folder);
}

/** Removes what has been left so far. */
export function removeLeft(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
