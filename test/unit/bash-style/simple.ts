import type { Command, Span, Word } from "./nodes.ts";
import { WordReader } from "./words.ts";

const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
const REDIRECTION = /(?:\d+|\{\w+\})?(?:<<<|<<-?|<>|<&|>&|>>|>\||&>>|&>|<(?!\()|>(?!\())/y;

type Simple = Omit<Command & { readonly kind: "simple" }, keyof Span>;

/** Reads commands without others in them, redirections, tests and reserved words. */
export abstract class SimpleReader extends WordReader {
  /** The reserved word that stands here, if it is one of these. */
  protected reserved(words: readonly string[]): string | undefined {
    return words.find((word) => this.sees(word) && /^$|[\s;&|<>()]/.test(this.text.charAt(this.at + word.length)));
  }

  protected takesReserved(...words: string[]): string | undefined {
    const word = this.reserved(words);
    if (word !== undefined) this.at += word.length;
    return word;
  }

  protected needsReserved(word: string): number {
    this.skipLines();
    const line = this.lineAt();
    if (this.takesReserved(word) === undefined) this.fail(`'${word}' is missing`);
    return line;
  }

  protected test(): Word[] {
    const words: Word[] = [];
    for (let matches = false; ; ) {
      this.match(/(?:\s|\\\n)+/y);
      if (this.takesReserved("]]")) return words;
      const line = this.lineAt();
      const operator = matches ? undefined : this.match(/&&|\|\||[()]|!(?=\s)|[<>](?=\s)/y);
      const word =
        operator === undefined
          ? matches
            ? this.pattern()
            : this.word()
          : { text: operator, line, end: line, elements: [], reads: [], sets: [], lists: [] };
      if (word === undefined) this.fail("']]' is missing");
      matches = ["==", "!=", "=~", "="].includes(word.text);
      words.push(word);
    }
  }

  protected redirection(): Word[] | undefined {
    this.skipBlanks();
    const operator = this.match(REDIRECTION);
    if (operator === undefined) return undefined;
    this.skipBlanks();
    const line = this.lineAt();
    const target = this.word() ?? this.fail(`a word is missing behind '${operator}'`);
    if (/<<-?$/.test(operator) && !operator.endsWith("<<<"))
      this.documents.push({ end: target.text.replace(/['"\\]/g, ""), indented: operator.endsWith("-") });
    const [, opened] = /^\{(\w+)\}[<>](?!&-)/.exec(`${operator}${target.text}`) ?? [];
    return [
      {
        ...target,
        text: `${operator}${target.text}`,
        sets: [...target.sets, ...(opened === undefined ? [] : [{ name: opened, line }])],
      },
    ];
  }

  protected simple(): Simple {
    const assignments: Word[] = [];
    const words: Word[] = [];
    const redirections: Word[] = [];
    for (this.skipBlanks(); ; this.skipBlanks()) {
      const redirection = this.redirection();
      if (redirection !== undefined) {
        redirections.push(...redirection);
        continue;
      }
      const word = this.word();
      if (word === undefined) break;
      if (words.length === 0 && ASSIGNMENT.test(word.text)) assignments.push(word);
      else words.push(word);
    }
    if (assignments.length + words.length + redirections.length === 0)
      this.fail(`a command is missing before '${this.text.slice(this.at, this.at + 20)}'`);
    return { kind: "simple", assignments, words, redirections };
  }
}
