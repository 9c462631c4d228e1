import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * The project's own files that a file imports, types too, relative to `folder`. What stands in a comment or in text counts as well: one
 * file more to look at does no harm.
 */
export function importsOf(folder: string, file: string, text: string): string[] {
  const found = new Set<string>();
  for (const [, name = ""] of text.matchAll(/\b(?:from|import|require|path=)\s*\(?\s*["']([^"'\n]+)["']/g)) {
    if (!name.startsWith(".")) continue;
    const at = join(folder, dirname(file), name);
    const candidates = [at, at.replace(/\.js$/, ".ts"), `${at}.ts`, `${at}.d.ts`, join(at, "index.ts")];
    const first = candidates.find((candidate) => /\.(ts|json)$/.test(candidate) && existsSync(candidate));
    if (first !== undefined) found.add(relative(folder, first));
  }
  return [...found];
}
