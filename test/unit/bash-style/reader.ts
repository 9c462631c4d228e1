import type { Comment, Inside, List, Use } from "./nodes.ts";

/** What is wrong with a text that cannot be read. */
export class Unreadable extends Error {
  readonly line: number;
  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

/** Collects what a word or an expression holds. */
export class Collected implements Inside {
  readonly reads: Use[] = [];
  readonly sets: Use[] = [];
  readonly lists: List[] = [];
}

/** A position in a text, the lines before it, and what is skipped between words. */
export class Reader {
  protected at = 0;
  readonly comments: Comment[] = [];
  protected readonly text: string;
  /** Here-documents whose text begins at the next newline. */
  protected readonly documents: { end: string; indented: boolean }[] = [];
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (const { index } of text.matchAll(/\n/g)) this.#starts.push(index + 1);
  }

  /** The line of a position, counted from 1. */
  lineAt(position = this.at): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  protected fail(what: string): never {
    throw new Unreadable(this.lineAt(), what);
  }

  protected sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Goes on behind `text` if that stands here. */
  protected takes(text: string): boolean {
    const is = this.sees(text);
    if (is) this.at += text.length;
    return is;
  }

  protected needs(text: string): void {
    if (!this.takes(text)) this.fail(`'${text}' is missing before '${this.text.slice(this.at, this.at + 20)}'`);
  }

  /** Goes on behind what `pattern`, which is sticky, matches here. */
  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Blanks, lines that go on, and a comment; not newlines. */
  protected skipBlanks(): void {
    this.match(/(?:[ \t]|\\\n)+/y);
    if (!this.sees("#")) return;
    const line = this.lineAt();
    const before = this.text.slice(this.#starts[line - 1], this.at);
    const text = this.match(/#.*/y) ?? "";
    this.comments.push({ line, text: text.slice(1).trim(), alone: before.trim() === "" });
  }

  /** The same, and newlines; here-documents begin behind the first of these. */
  protected skipLines(): void {
    for (this.skipBlanks(); this.takes("\n"); this.skipBlanks()) this.#skipDocuments();
  }

  #skipDocuments(): void {
    for (const { end, indented } of this.documents.splice(0)) {
      for (;;) {
        if (this.at >= this.text.length) this.fail(`the here-document ${end} does not end`);
        const line = this.match(/.*/y) ?? "";
        this.takes("\n");
        if ((indented ? line.replace(/^\t+/, "") : line) === end) break;
      }
    }
  }
}
