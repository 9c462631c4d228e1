import { readFileSync } from "node:fs";
import type { Metafile } from "esbuild";
import { type Finding, finding } from "../validation/finding.ts";
import type { Place } from "../validation/problem.ts";

/** A circular import gives `undefined` without an error, so it has to be looked for. */
export function cycles(folder: string, meta: Metafile): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    // Packages often do, and know what they do.
    if (file.includes("node_modules/")) return;
    if (done.has(file)) return;
    for (const { path: next, original } of meta.inputs[file]?.imports ?? []) {
      if (!(next in meta.inputs)) continue;
      const from = [...path, file].indexOf(next);
      if (from < 0) visit(next, [...path, file]);
      else {
        const ring = [...[...path, file].slice(from), next].join(" → ");
        const hint = "move what both need into a third file";
        findings.push(finding("D203", `files import each other: ${ring}`, hint, importPlace(folder, file, original)));
      }
    }
    done.add(file);
  };
  for (const file of Object.keys(meta.inputs)) visit(file, []);
  return findings;
}

/** The line of the import, which is what has to go. */
function importPlace(folder: string, file: string, original: string | undefined): Place {
  const lines = readFileSync(`${folder}/${file}`, "utf8").split("\n");
  const line = lines.findIndex(
    (text) => original !== undefined && /\b(import|from|require)\b/.test(text) && text.includes(original),
  );
  return { file, line: Math.max(line, 0) + 1, column: 1 };
}
