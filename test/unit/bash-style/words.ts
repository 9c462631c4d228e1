import type { Inside, List, Word } from "./nodes.ts";
import { Collected, Reader } from "./reader.ts";

const NAME = /[A-Za-z_]\w*/y;
const PARAMETER = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;

/** Reads words with all that is expanded in them. */
export abstract class WordReader extends Reader {
  /** The statements up to `)`, which is not taken. */
  protected abstract listInside(): List;

  /** A word as it stands among the arguments of a command; undefined if there is none. */
  protected word(): Word | undefined {
    return this.#wordUntil(/[\s;&|<>()]/);
  }

  /** A pattern or a regular expression behind `==`, `!=` or `=~`: parentheses and bars belong to it. */
  protected pattern(): Word | undefined {
    return this.#wordUntil(/\s/);
  }

  #wordUntil(end: RegExp): Word | undefined {
    const from = this.at;
    const line = this.lineAt();
    const inside = new Collected();
    const elements: Word[] = [];
    let depth = 0;
    while (this.at < this.text.length) {
      this.match(/[\w./:@%+,^~-]+/y);
      const character = this.text.charAt(this.at);
      if (character === "") break;
      if (this.sees("<(") || this.sees(">(")) this.#process(inside);
      else if (character === "(" && this.#isArray(from)) elements.push(...this.#elements(inside));
      else if (end.test(character)) break;
      else if (character === ")" && depth === 0) break;
      else {
        if (character === "(") depth += 1;
        if (character === ")") depth -= 1;
        this.#part(inside);
      }
    }
    if (this.at === from) return undefined;
    const text = this.text.slice(from, this.at);
    const [, name, subscript] = /^([A-Za-z_]\w*)\[([^\]]*)\]\+?=/.exec(text) ?? [];
    if (name !== undefined) this.#arithmeticNames(subscript ?? "", inside, name);
    return { text, line, end: this.lineAt(this.at - 1), elements, ...inside };
  }

  /** One character, or what is quoted or expanded here. */
  #part(inside: Collected): void {
    if (this.takes("\\")) this.at += 1;
    else if (this.sees("'")) this.#single();
    else if (this.sees('"')) this.#double(inside);
    else if (this.sees("$")) this.#dollar(inside);
    else if (this.sees("`")) this.fail("backquotes: use $(…)");
    else this.at += 1;
  }

  #single(): void {
    if (this.match(/'[^']*'/y) === undefined) this.fail("a quote does not end");
  }

  #double(inside: Collected): void {
    this.needs('"');
    while (!this.takes('"')) {
      this.match(/[^"$\\`]+/y);
      if (this.at >= this.text.length) this.fail("a double quote does not end");
      if (!this.sees('"')) this.#part(inside);
    }
  }

  #dollar(inside: Collected): void {
    this.needs("$");
    if (this.sees("'")) this.match(/'(?:\\[\s\S]|[^'\\])*'/y);
    else if (this.sees('"')) this.#double(inside);
    else if (this.takes("((")) {
      this.#arithmetic("))", inside);
      this.needs("))");
    } else if (this.takes("(")) this.#list(inside);
    else if (this.takes("{")) this.#parameter(inside);
    else this.#reads(inside, this.match(PARAMETER));
  }

  #reads(inside: Collected, name: string | undefined): void {
    if (name !== undefined) inside.reads.push({ name, line: this.lineAt() });
  }

  #list(inside: Collected): void {
    inside.lists.push(this.listInside());
    this.needs(")");
  }

  #process(inside: Collected): void {
    this.at += 2;
    this.#list(inside);
  }

  /** `${…}`, behind the brace. */
  #parameter(inside: Collected): void {
    const sign = this.match(/[!#](?=[\w@*])/y);
    const name = this.match(PARAMETER);
    // `${!prefix@}` gives names.
    if (!(sign === "!" && /[@*]\}/y.test(this.text.slice(this.at, this.at + 2)))) this.#reads(inside, name);
    if (this.takes("[")) {
      if (this.match(/[@*](?=\])/y) === undefined) this.#arithmetic("]", inside, name);
      this.needs("]");
    }
    if (this.match(/:?=/y) !== undefined && name !== undefined) inside.sets.push({ name, line: this.lineAt() });
    if (this.match(/:(?![-=?+])/y) !== undefined) this.#arithmetic("}", inside);
    while (!this.takes("}")) {
      if (this.at >= this.text.length) this.fail("a brace does not end");
      this.#part(inside);
    }
  }

  /** An arithmetic expression up to `end`, which is not taken. */
  #arithmetic(end: string, inside: Collected, subscriptOf?: string): string {
    const from = this.at;
    let text = "";
    for (let depth = 0; depth > 0 || !this.sees(end); ) {
      if (this.at >= this.text.length) this.fail(`'${end}' is missing`);
      const character = this.text.charAt(this.at);
      if ("([".includes(character)) depth += 1;
      if (")]".includes(character)) depth -= 1;
      const plain = this.match(/[\w \t+*/%<>=!&|,?:.-]+/y);
      if (plain !== undefined) text += plain;
      else if (/[$"'\\]/.test(character)) {
        this.#part(inside);
        text += "0";
      } else {
        this.at += 1;
        text += character;
      }
    }
    this.#arithmeticNames(text, inside, subscriptOf);
    return this.text.slice(from, this.at);
  }

  #arithmeticNames(text: string, inside: Collected, subscriptOf?: string): void {
    const use = { line: this.lineAt(), ...(subscriptOf !== undefined && { subscriptOf }) };
    for (const { 0: name, index } of text.matchAll(/(?<![\w#])[A-Za-z_]\w*/g)) {
      const after = text.slice(index + name.length).replace(/^\[[^\]]*\]/, "");
      const sets =
        /^\s*(?:[-+*/%&|^]|<<|>>)?=(?!=)|^\s*(?:\+\+|--)/.test(after) || /(?:\+\+|--)\s*$/.test(text.slice(0, index));
      if (sets) inside.sets.push({ name, ...use });
      if (!/^\s*=(?!=)/.test(after)) inside.reads.push({ name, ...use });
    }
  }

  /** `((…))` behind the opening parentheses. */
  protected expression(): { text: string; inside: Inside } {
    const inside = new Collected();
    const text = this.#arithmetic("))", inside);
    this.needs("))");
    return { text, inside };
  }

  #isArray(from: number): boolean {
    return /^[A-Za-z_]\w*\+?=$/.test(this.text.slice(from, this.at));
  }

  #elements(inside: Collected): Word[] {
    this.needs("(");
    const words: Word[] = [];
    for (this.skipLines(); !this.takes(")"); this.skipLines()) {
      const word = this.word();
      if (word === undefined) this.fail("an array does not end");
      words.push(word);
      inside.reads.push(...word.reads);
      inside.sets.push(...word.sets);
      inside.lists.push(...word.lists);
    }
    return words;
  }

  protected name(): string | undefined {
    return this.match(NAME);
  }
}
