import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * For the inner loop only (`npm run test:quick`): what a job depends on is hashed, and a pass is remembered under that. `npm test` and
 * continuous integration ask everything anew.
 */
const remembers = process.env["PHOENIX_REMEMBER"] === "1";
const here = import.meta.dirname;
const place = join(here, "../../node_modules/.cache/phoenix-setup/passes");

/** A hash of all files below the folders, by path and content, and of a text. */
export function sumOf(folders: readonly string[], common: string): string {
  const hash = createHash("sha256").update(common);
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((file) => join(file.parentPath, file.name)).sort();
    for (const path of paths) hash.update(`\0${path.slice(folder.length)}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

let frame: string | undefined;

/** Which Bash runs the steps, to the patch. */
const bashVersion = (): string => execFileSync("bash", ["--version"], { encoding: "utf8" });

/**
 * Under what the job in `folder` is remembered; undefined if nothing is. `runtime` is the script without any step, which has a part in
 * each answer, as have the sandbox and its stand-ins.
 */
export function passOf(folder: string, runtime: string): string | undefined {
  if (!remembers) return undefined;
  frame ??= sumOf(
    [join(here, "inside"), join(here, "stand-ins")],
    `${bashVersion()}${readFileSync(join(here, "sandbox.bash"), "utf8")}`,
  );
  return sumOf([folder], `${frame}${runtime}${process.version}`);
}

export const isKnown = (pass: string | undefined): boolean => pass !== undefined && existsSync(join(place, pass));

export function remember(pass: string | undefined): void {
  if (pass === undefined) return;
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, pass), "");
}
