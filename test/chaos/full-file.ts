import { spawnSync } from "node:child_process";

// Halves what is between a size that the file system grants and one that it does not.
const search = `
fits=0 most=9223372036854775807
: >"$1"
if truncate -s "$most" "$1" 2>/dev/null; then exit; fi
while ((most - fits > 1)); do
  middle=$((fits + (most - fits) / 2))
  if truncate -s "$middle" "$1" 2>/dev/null; then fits=$middle; else most=$middle; fi
done
truncate -s "$fits" "$1"`;

/** A regular file that cannot grow: as large as its file system lets one be, and all of it a hole. */
export function makeFullFile(path: string): void {
  const { status, stderr } = spawnSync("/bin/bash", ["--norc", "-c", search, "bash", path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`no file that cannot grow: ${stderr}`);
}
