import { breaksIn } from "./line-breaks.ts";

/** Columns that no line of a script goes beyond. */
export const COLUMNS = 120;

/** In bytes, as some tools count: never less than in characters. */
const widthOf = (line: string): number => Buffer.byteLength(line);

/** Words in lines of at most `width` columns, apart by a blank; a longer word has a line of its own. */
export function linesOfWords(words: readonly string[], width: number): string[][] {
  const lines: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const word of words) {
    if (length + 1 + widthOf(word) > width) {
      lines.push([]);
      length = -1;
    }
    lines.at(-1)?.push(word);
    length += 1 + widthOf(word);
  }
  return lines;
}

/** Text for a comment, in lines of at most `width` columns; what has no blank is cut. */
export const linesOfText = (text: string, width: number): string[] =>
  linesOfWords(
    text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "gu")) ?? []),
    width,
  ).map((words) => words.join(" "));

/** The same Bash without a line that is too wide, if it can be broken: a comment at blanks, a command where a word begins, with a backslash. */
export function folded(text: string): string {
  const lines = text.split("\n");
  if (lines.every((line) => widthOf(line) <= COLUMNS)) return text;
  const out: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const [, indent] = /^( *)# /.exec(line) ?? [];
    if (indent === undefined) {
      out.push(...(widthOf(line) > COLUMNS ? linesOfCommand(line, lines[i - 1]?.endsWith(" \\") ?? false) : [line]));
      continue;
    }
    const comment = [line];
    while (lines[i + 1]?.startsWith(`${indent}# `)) comment.push(lines[++i] ?? "");
    out.push(...(comment.some((one) => widthOf(one) > COLUMNS) ? linesOfComment(comment, indent) : comment));
  }
  return out.join("\n");
}

/** The lines of one comment, which a reader takes for one text. */
function linesOfComment(lines: readonly string[], indent: string): string[] {
  const words = lines.map((line) => line.slice(indent.length + 2)).join(" ");
  return linesOfText(words, COLUMNS - indent.length - 2).map((line) => `${indent}# ${line}`);
}

/** A backslash at the end that escapes the blank after it. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\$/;

/** A command on as many lines as it needs. A word stays whole, and where it is quoted or computed, so do all that belong to it. */
function linesOfCommand(line: string, continued: boolean): string[] {
  const pieces = line.split(/(?<=\S)(?= )/);
  const breaks = breaksIn(pieces);
  const words: string[] = [];
  for (const [i, piece] of pieces.entries())
    if (i === 0 || (breaks[i - 1] && !ESCAPED.test(pieces[i - 1] ?? ""))) words.push(piece);
    else words.push(`${words.pop()}${piece}`);
  const [before = ""] = /^ */.exec(line) ?? [];
  const [declared, name = "", value = ""] = /^ *local (\w+)(=.*)$/.exec(line) ?? [];
  if (declared !== undefined && words.length === 2) return [`${before}local ${name}`, `${before}${name}${value}`];
  const indent = continued ? before : `${before}  `;
  const [first = "", ...rest] = words;
  const out = [first];
  for (const word of rest) {
    const last = out.at(-1) ?? "";
    if (word !== " \\" && widthOf(last) + widthOf(word) > COLUMNS - 2) out.push(`${indent}${word.trimStart()}`);
    else out.push(`${out.pop()}${word}`);
  }
  return out.map((one, i) => (i < out.length - 1 ? `${one} \\` : one));
}
