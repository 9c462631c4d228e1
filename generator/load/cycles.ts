import { readFileSync } from "node:fs";
import type { Metafile } from "esbuild";
import { type Finding, finding } from "../validation/finding.ts";
import type { Place } from "../validation/problem.ts";

/** A circular import gives `undefined` without an error, so it has to be looked for. */
export function cycles(folder: string, meta: Metafile): Finding[] {
  const findings: Finding[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly Import[]): void => {
    // Packages often do, and know what they do.
    if (file.includes("node_modules/")) return;
    if (done.has(file)) return;
    for (const { path: next, original } of meta.inputs[file]?.imports ?? []) {
      if (!(next in meta.inputs)) continue;
      const here = [...path, { file, original }];
      const from = here.findIndex((one) => one.file === next);
      if (from < 0) visit(next, here);
      else findings.push(circle(folder, here.slice(from)));
    }
    done.add(file);
  };
  for (const file of Object.keys(meta.inputs)) visit(file, []);
  return findings;
}

/** One import, by the file that it stands in. */
interface Import {
  readonly file: string;
  /** What it names, as its author wrote it. */
  readonly original: string | undefined;
}

/** The last import is the one that closes the circle; the others are named too, since any of them may be the one that has to go. */
function circle(folder: string, imports: readonly Import[]): Finding {
  const ring = [...imports, ...imports.slice(0, 1)].map(({ file }) => file).join(" → ");
  const places = imports.map((one) => importPlace(folder, one));
  const related = places.slice(0, -1).map((place) => ({ place, label: "imported here" }));
  const hint =
    "remove one of these imports: what two files need goes into a third, and two containers cannot need each other";
  const last = places.at(-1) ?? { file: ring, line: 1, column: 1 };
  return { ...finding("D203", `files import each other: ${ring}`, hint, last), related };
}

/** The line of the import, which is what has to go. */
function importPlace(folder: string, { file, original }: Import): Place {
  const lines = readFileSync(`${folder}/${file}`, "utf8").split("\n");
  const line = lines.findIndex(
    (text) => original !== undefined && /\b(import|from|require)\b/.test(text) && text.includes(original),
  );
  return { file, line: Math.max(line, 0) + 1, column: 1 };
}
