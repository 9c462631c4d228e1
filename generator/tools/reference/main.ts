import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { printReference } from "./print.ts";
import { readReference } from "./reference.ts";

const usage = "usage: node generator/tools/reference/main.mjs [--check]";

/** Writes `generator/steps/README.md`; with `--check` only tells whether it is stale. Returns the exit code. */
export function main(root: string, words: readonly string[]): number {
  const only = words[0] === "--check";
  if (words.length > (only ? 1 : 0)) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const reference = readReference(root);
  const file = "generator/steps/README.md";
  const text = printReference(reference);
  const entries = [...reference.chapters, reference.values].flatMap((chapter) => chapter.entries);
  for (const { name } of entries.filter(({ example }) => example === ""))
    process.stderr.write(`no @example: ${name}\n`);
  if (readFileSync(join(root, file), "utf8") === text) return 0;
  process.stderr.write(`${only ? "stale" : "written"}: ${file}\n`);
  if (!only) writeFileSync(join(root, file), text);
  return only ? 1 : 0;
}
