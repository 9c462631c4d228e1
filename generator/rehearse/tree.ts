import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";

/** Copies a folder; with `linkFiles`, its files are hard links: for what never changes. */
export function copyTree(from: string, to: string, linkFiles = false): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyTree(source, target, linkFiles);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (linkFiles) linkSync(source, target);
    else copyFileSync(source, target);
  }
}

/** Every file and folder below, by its path, as text that differs if anything of it does. */
export function readTree(folder: string, above = ""): Map<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [place, path] = [join(folder, entry.name), above + entry.name];
    const mode = (lstatSync(place).mode & 0o7777).toString(8);
    if (entry.isDirectory()) {
      found.set(`${path}/`, mode);
      for (const [name, text] of readTree(place, `${path}/`)) found.set(name, text);
    } else if (entry.isSymbolicLink()) found.set(path, `-> ${readlinkSync(place)}`);
    else found.set(path, `${mode} ${readFileSync(place, "latin1")}`);
  }
  return found;
}
