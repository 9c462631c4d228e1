import type { Loaded } from "../load/load.ts";
import { type Finding, finding } from "../validation/finding.ts";

/** What is wrong with the names of definition files: each begins with the CTID of its container, so that it is found by that. */
export function fileNameFindings({ containers, places }: Loaded): Finding[] {
  return containers.flatMap(({ file, definition }) => {
    const [, number] = /\/(\d+)[^/]*$/.exec(file) ?? [];
    const ctid = definition.options?.ctid;
    // A CTID that is missing or not a number has a problem of its own.
    if (typeof ctid !== "number" || String(ctid) === number) return [];
    const place = places.call(definition.origin) ?? { file, line: 1, column: 1 };
    const named = number === undefined ? "bears no CTID in its name" : `is named for CTID ${number}`;
    const hint = `call it definitions/${ctid}-<name>.ts, or mend the CTID`;
    return [finding("D116", `the file ${named}, but describes container ${ctid}`, hint, place)];
  });
}

/** A folder without any container is a mistake, mostly in the files' names. */
export function noContainerFindings({ containers, findings }: Loaded): Finding[] {
  if (containers.length > 0 || findings.length > 0) return [];
  const hint = "describe one in definitions/<CTID>-<name>.ts";
  return [finding("D209", "no file describes a container", hint, { file: "definitions", line: 1, column: 1 })];
}
