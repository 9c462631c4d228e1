import type { DescribedHost } from "./host-status.ts";

/** Returns what `templates/deploy/status.sh.hbs` reads: all that is asked of a host, in one go. */
export function questionFor({ scriptLinks, containers }: DescribedHost): string {
  const programs = new Set(containers.flatMap(({ needs }) => needs.programs));
  const paths = new Set(containers.flatMap(({ needs }) => needs.paths.map(({ path }) => path)));
  const records = [
    ...containers.map(({ ctid, sha256 }) => `script ${ctid} ${sha256}`),
    ...[...programs].map((name) => `program ${name}`),
    ...[...paths].map((path) => `path ${path}`),
    // No file's name holds a slash.
    ...(scriptLinks === null ? [] : [`link ${scriptLinks.replace("<CTID>", "/")}`]),
  ];
  return records.map((record) => `${record}\0`).join("");
}
