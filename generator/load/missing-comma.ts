import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Message } from "esbuild";
import type { Place } from "../validation/problem.ts";

/** What the bundler or V8 says, and where; columns count from 0, in UTF-16. */
export type Said = Pick<Message, "text"> & { readonly location: Pick<Place, "file" | "line" | "column"> | null };

/** Words that begin a statement: before one of them, a bracket is missing rather than a comma. */
const STATEMENT = /^(?:async|await|class|const|export|for|function|if|import|let|return|throw|var|while)\b/;

/** A line that is only a comment, or part of one, or empty. */
const NO_CODE = /^\s*(?:\/\/.*|\/?\*.*)?$/;

/**
 * Where a comma is missing between two entries of a list, an object or a call. A parser sees that only at the next entry, and asks for the
 * bracket that would end what came before. Undefined if something else is meant.
 */
export function missingComma(folder: string, { text, location }: Said): { message: string; place: Place } | undefined {
  if (location === null || !/^Expected "[)\]}]" but found "/.test(text)) return undefined;
  const { file, line, column } = location;
  const lines = linesOf(join(folder, file));
  const rest = lines[line - 1]?.slice(column) ?? "";
  const [found] = /^(?:[\w$]+(?:\.[\w$]+)*|["'`{])/.exec(rest) ?? [];
  if (found === undefined || STATEMENT.test(rest)) return undefined;
  const next = /\w/.test(found) ? `\`${found}\`` : "what comes next";
  const ahead = withoutComment(lines[line - 1]?.slice(0, column) ?? "");
  if (ahead !== "") {
    if (!ENTRY.test(ahead)) return undefined;
    return { message: `a comma is missing before ${next}`, place: { file, line, column: column + 1 } };
  }
  for (let above = line - 1; above > 0; above--) {
    const code = withoutComment(lines[above - 1] ?? "");
    if (code === "") continue;
    if (!ENTRY.test(code)) return undefined;
    const message = `a comma is missing at the end of this line, before ${next}`;
    return { message, place: { file, line: above, column: code.length } };
  }
  return undefined;
}

/** The end of an entry: a bracket, a string, a name or a number. */
const ENTRY = /[)\]}"'`\w$]$/;

/** A line's code, up to a comment in which no quote stands. */
const withoutComment = (line: string): string =>
  NO_CODE.test(line) ? "" : line.replace(/\s*(?:\/\/[^"'`]*|\/\*[^"'`]*\*\/)?\s*$/, "");

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
