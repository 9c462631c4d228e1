import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The rooms of `generator/`, lowest first: a file imports from its own room and from those before it. */
export const FLOORS: readonly (readonly string[])[] = [
  ["contract", "files", "validation", "bash", "handlebars"],
  ["dsl"],
  ["formats", "steps", "custom-steps"],
  // What definitions import: `index.ts` and `step.ts`.
  ["public"],
  ["plan"],
  ["rules", "load", "render", "lint", "typecheck", "simulator"],
  ["pipeline"],
  ["explain", "rehearse", "scaffold", "doctor", "hosts"],
  ["cli"],
  // Builds the rest, and is imported by nothing.
  ["tools"],
];

/** A file of `generator/` and the files of it that it imports, types too. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Reads what the files below a folder import from each other. */
export function importsBelow(folder: string): Imports {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.m?ts$/.test(file) && !file.startsWith("scaffold/project/"));
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(folder, file), "utf8"))]));
}

/** The files that a file names in an import, an export or a type, relative to the folder. */
export function importsOf(file: string, text: string): string[] {
  const named = text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+\.m?ts)"/g);
  return [...new Set([...named].map(([, to = ""]) => relative("/", join("/", dirname(file), to))))];
}

/** The room that a file stands in. */
export const roomOf = (file: string): string => (file.includes("/") ? file.replace(/\/.*/, "") : "public");

const ORDER = FLOORS.flat();

/** What is wrong with an import; nothing if it leads down. */
export function wrongImport(from: string, to: string): string | undefined {
  const [own, other] = [roomOf(from), roomOf(to)];
  const [at, below] = [ORDER.indexOf(own), ORDER.indexOf(other)];
  if (at < 0 || below < 0) return `${at < 0 ? own : other} is not a room of the table`;
  if (own === other) return undefined;
  if (other === "load" && own !== "pipeline") return "only pipeline imports load";
  return below < at ? undefined : `${own} imports ${other}, which is above it`;
}

/** A circle of files, as the files on it; undefined if there is none. */
export function circleIn(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const search = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const found = search(next, [...path, file]);
      if (found !== undefined) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const found = search(file, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
