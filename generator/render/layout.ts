/** Columns that no line of a script goes beyond. */
export const COLUMNS = 120;

/** Words in lines of at most `width` characters, apart by a blank; a longer word has a line of its own. */
export function linesOfWords(words: readonly string[], width: number): string[][] {
  const lines: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const word of words) {
    if (length + 1 + word.length > width) {
      lines.push([]);
      length = -1;
    }
    lines.at(-1)?.push(word);
    length += 1 + word.length;
  }
  return lines;
}

/** Text for a comment, in lines of at most `width` characters; what has no blank is cut. */
export const linesOfText = (text: string, width: number): string[] =>
  linesOfWords(
    text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, "gu")) ?? []),
    width,
  ).map((words) => words.join(" "));
