import type { Arm, Body, Command, List, Pipeline, Script, Span, Statement, Word } from "./nodes.ts";
import { SimpleReader } from "./simple.ts";

/** Words that end a list of statements where a command is expected. */
const CLOSING = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

/** Reads a script, or the Bash of a template. */
export const readBash = (text: string): Script => new CommandReader(text).script();

class CommandReader extends SimpleReader {
  script(): Script {
    const list = this.#list();
    if (this.at < this.text.length) this.fail(`'${this.text.slice(this.at, this.at + 20)}' is not expected`);
    return { list, comments: this.comments };
  }

  protected override listInside(): List {
    return this.#list();
  }

  #list(): List {
    const list: Statement[] = [];
    for (;;) {
      this.skipLines();
      if (this.at >= this.text.length || this.sees(")") || this.sees(";;") || this.reserved(CLOSING)) return list;
      list.push(this.#statement());
      this.skipBlanks();
      if (!this.sees(";;")) this.match(/;|&(?![&>])/y);
    }
  }

  #statement(): Statement {
    const line = this.lineAt();
    const pipelines = [this.#pipeline()];
    const operators: ("&&" | "||")[] = [];
    for (this.skipBlanks(); ; this.skipBlanks()) {
      const operator = this.takes("&&") ? "&&" : this.takes("||") ? "||" : undefined;
      if (operator === undefined) return { pipelines, operators, line, end: pipelines.at(-1)?.end ?? line };
      operators.push(operator);
      this.skipLines();
      pipelines.push(this.#pipeline());
    }
  }

  #pipeline(): Pipeline {
    const line = this.lineAt();
    const negated = this.takesReserved("!") !== undefined;
    this.skipBlanks();
    const commands = [this.#command()];
    for (this.skipBlanks(); this.sees("|") && !this.sees("||"); this.skipBlanks()) {
      this.match(/\|&?/y);
      this.skipLines();
      commands.push(this.#command());
    }
    return { negated, commands, line, end: commands.at(-1)?.end ?? line };
  }

  #command(): Command {
    const line = this.lineAt();
    const simple: Omitted & { redirections?: readonly Word[] } = this.#compound() ?? this.simple();
    const redirections = [...(simple.redirections ?? [])];
    for (let more = this.redirection(); more !== undefined; more = this.redirection()) redirections.push(...more);
    return { ...simple, redirections, line, end: this.#lastLine(line) };
  }

  /** The line of the last character that is no blank. */
  #lastLine(least: number): number {
    let last = this.at - 1;
    while (last > 0 && /\s/.test(this.text.charAt(last))) last -= 1;
    return Math.max(least, this.lineAt(last));
  }

  #compound(): Omitted | undefined {
    if (this.takes("((")) return { kind: "((", ...this.expression() };
    if (this.takes("(")) return { kind: "subshell", body: this.#until(this.lineAt(), ")") };
    if (this.takesReserved("{")) return { kind: "group", body: this.#between("}") };
    if (this.takesReserved("[[")) return { kind: "[[", words: this.test() };
    if (this.takesReserved("if")) return this.#if();
    if (this.takesReserved("for")) return this.#for();
    if (this.takesReserved("case")) return this.#case();
    if (this.takesReserved("coproc")) return this.#coproc();
    const loop = this.takesReserved("while", "until");
    if (loop === undefined) return this.#function();
    const condition = this.#list();
    const opened = this.needsReserved("do");
    return { kind: loop as "while" | "until", condition, body: this.#between("done", opened) };
  }

  #between(close: string, opened = this.lineAt()): Body {
    const list = this.#list();
    return { list, opened, closed: this.needsReserved(close) };
  }

  #until(opened: number, close: string): Body {
    const list = this.#list();
    const closed = this.lineAt();
    this.needs(close);
    return { list, opened, closed };
  }

  #if(): Omitted {
    const conditions: List[] = [];
    const bodies: Body[] = [];
    let word: string | undefined = "if";
    while (word !== "fi") {
      if (word !== "else") conditions.push(this.#list());
      const opened = word === "else" ? this.lineAt() : this.needsReserved("then");
      const list = this.#list();
      bodies.push({ list, opened, closed: this.lineAt() });
      word = this.takesReserved("elif", "else", "fi");
      if (word === undefined) this.fail("'fi' is missing");
    }
    return { kind: "if", conditions, bodies };
  }

  #for(): Omitted {
    this.skipBlanks();
    if (this.takes("((")) {
      const { text, inside } = this.expression();
      this.skipBlanks();
      this.takes(";");
      return { kind: "for((", text, inside, body: this.#between("done", this.needsReserved("do")) };
    }
    const name = this.name() ?? this.fail("a name is missing behind 'for'");
    this.skipBlanks();
    const words: Word[] = [];
    if (this.takesReserved("in"))
      for (this.skipBlanks(); ; this.skipBlanks()) {
        const word = this.word();
        if (word === undefined) break;
        words.push(word);
      }
    this.takes(";");
    return { kind: "for", name, words, body: this.#between("done", this.needsReserved("do")) };
  }

  #case(): Omitted {
    this.skipBlanks();
    const word = this.word() ?? this.fail("a word is missing behind 'case'");
    this.skipLines();
    this.needs("in");
    const arms: Arm[] = [];
    for (this.skipLines(); this.takesReserved("esac") === undefined; this.skipLines()) arms.push(this.#arm());
    return { kind: "case", word, arms };
  }

  #arm(): Arm {
    const line = this.lineAt();
    this.takes("(");
    const patterns: Word[] = [];
    do {
      this.skipBlanks();
      patterns.push(this.word() ?? this.fail("a pattern is missing"));
      this.skipBlanks();
    } while (this.takes("|"));
    this.needs(")");
    const body = this.#list();
    const end = this.lineAt();
    if (this.match(/;;&|;;|;&/y) === undefined && !this.reserved(["esac"])) this.fail("';;' is missing");
    return { patterns, body, line, end };
  }

  #coproc(): Omitted {
    this.skipBlanks();
    const name = this.match(/[A-Za-z_]\w*(?=[ \t]+[{(])/y) ?? "COPROC";
    this.skipBlanks();
    return { kind: "coproc", name, of: this.#command() };
  }

  #function(): Omitted | undefined {
    const name = this.match(/[\w.:-]+(?=[ \t]*\([ \t]*\))/y);
    if (name === undefined) return undefined;
    this.match(/[ \t]*\([ \t]*\)/y);
    this.skipLines();
    const from = this.at;
    const of = this.#command();
    return { kind: "function", name, of, source: this.text.slice(from, this.at) };
  }
}

type WithoutSpan<T> = T extends unknown ? Omit<T, keyof Span | "redirections"> : never;
type Omitted = WithoutSpan<Command>;
