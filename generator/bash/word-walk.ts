import type { Filling, Gap, Marked } from "./filling.ts";
import { neighbourRefusal, textOf } from "./neighbours.ts";
import type { Assignment, SyntaxNode, Word, WordPart } from "./parser.ts";
import { ARITHMETIC, BY_VARIABLE, IN_QUOTES, inside, PATTERN, type Refusal, touching, unknown } from "./refusal.ts";
import type { CommandWord, Role } from "./test-roles.ts";

interface Range {
  readonly pos: number;
  readonly end: number;
}

/** What a word is asked besides its role: what it comes to as a whole, if it is printed without quotes. */
interface WordRole extends Role {
  readonly whole?: (text: string) => Refusal | undefined;
}

/** Finds for the values of a word what reads them. */
export class WordWalk {
  constructor(
    private readonly walked: Marked,
    private readonly judged: Map<Gap, Refusal | undefined>,
    private readonly visit: (node: SyntaxNode) => void,
  ) {}

  gapsIn({ pos, end }: Range): Gap[] {
    return this.walked.gaps.filter(({ from, to }) => pos <= from && to <= end);
  }

  hasGap({ pos, end }: Range): boolean {
    return this.walked.gaps.some(({ from, to }) => pos <= from && to <= end);
  }

  word(word: Word, role: WordRole): void {
    const gaps = this.gapsIn(word);
    if (gaps.length === 0) return;
    if (role.refusal !== undefined) for (const gap of gaps) this.judged.set(gap, role.refusal);
    else this.partsOf(word, word, word.parts ?? [], role);
  }

  /** An argument; one that looks like an assignment is a word like others. */
  argument(argument: Word | Assignment, role: Role): void {
    if (argument.type === "Word") this.word(argument, role);
    else if (role.refusal !== undefined || argument.value.type === "ArrayValue" || argument.index !== undefined) {
      const refusal = role.refusal ?? unknown("it looks like an assignment of a list");
      for (const gap of this.gapsIn(argument)) this.judged.set(gap, refusal);
    } else {
      this.partsOf(argument, { pos: argument.pos, end: argument.value.pos }, [], role);
      this.partsOf(argument, argument.value, argument.value.parts ?? [], role);
    }
  }

  /** An element of a list that is assigned: one that begins with [ has a subscript, which is arithmetic. */
  element(word: Word, role: Role): void {
    const text = this.walked.source.slice(word.pos, word.end);
    const isSubscripted = role.refusal === undefined && text.startsWith("[");
    this.word(word, isSubscripted ? {} : role);
    if (role.refusal !== undefined) return;
    if (!isSubscripted) {
      for (const gap of this.gapsIn(word)) if (mayBeginSubscript(word, gap, text)) this.judged.set(gap, SUBSCRIPT);
      return;
    }
    const end = text.search(/\]\+?=/);
    for (const gap of this.gapsIn(word)) if (end < 0 || gap.from < word.pos + end) this.judged.set(gap, ARITHMETIC);
  }

  /** A word as its command sees it. */
  described(word: Word | Assignment): CommandWord {
    const text = this.walked.source.slice(word.pos, word.end);
    const gaps = this.gapsIn(word);
    const [gap] = gaps;
    if (gap !== undefined) {
      const isWhole = gap.from === word.pos && gap.to === word.end;
      return { begins: text.slice(0, gap.from - word.pos), ...(isWhole && { filling: gap.filling }) };
    }
    if (word.type === "Assignment") return { text, begins: text };
    return (word.parts ?? []).every(isLiteral) ? { text: word.value, begins: text } : { begins: "" };
  }

  /** @param all the word that this is a part of */
  private partsOf(all: Range, range: Range, parts: readonly WordPart[], role: WordRole): void {
    for (const gap of this.gapsIn(range)) {
      const part = parts.find((one) => holds(one, gap));
      if (part === undefined || part.type === "Literal") this.direct(all, parts, gap, role);
      else if (role.deep !== undefined) this.judged.set(gap, role.deep);
      else this.part(part, gap);
    }
  }

  private direct(all: Range, parts: readonly WordPart[], gap: Gap, { shallow, check, list, whole }: WordRole): void {
    const { source } = this.walked;
    const before = this.literal({ pos: all.pos, end: gap.from }, parts);
    const after = source.slice(gap.to, all.end);
    const refusal =
      shallow ??
      (gap.filling.is === "list" && list !== true ? unknown("a list is several words, and one is read") : undefined) ??
      neighbourRefusal(gap, { before, after, next: source.charAt(all.end) }) ??
      check?.(gap.filling) ??
      (gap.from === all.pos ? whole?.(`${firstText(gap.filling)}${after}`) : undefined);
    this.judged.set(gap, refusal);
  }

  /** The text up to a value; what is quoted or computed in it counts as one plain character. */
  private literal({ pos, end }: Range, parts: readonly WordPart[]): string {
    let text = this.walked.source.slice(pos, end);
    for (const part of [...parts].reverse())
      if (part.type !== "Literal" && part.type !== "SimpleExpansion" && pos <= part.pos && part.end <= end)
        text = `${text.slice(0, part.pos - pos)}_${text.slice(part.end - pos)}`;
    return text;
  }

  /** A value that stands in a part of a word which is more than its text. */
  private part(part: WordPart, gap: Gap): void {
    if (part.type === "DoubleQuoted" || part.type === "LocaleString") {
      const inner = part.parts.find((one) => holds(one, gap));
      if (inner === undefined || inner.type === "Literal") this.judged.set(gap, this.inQuotes(part.type, gap));
      else this.part(inner, gap);
    } else if (part.type === "CommandExpansion") this.command(part, gap);
    else if (part.type === "ProcessSubstitution" && part.script !== undefined) this.visit(part.script);
    else this.judged.set(gap, IN_PARTS[part.type] ?? PATTERN);
  }

  private command({ pos, script }: Extract<WordPart, { type: "CommandExpansion" }>, gap: Gap): void {
    const begin = this.walked.source.slice(pos, pos + 2);
    if (begin === "$(" && script !== undefined) this.visit(script);
    else this.judged.set(gap, begin.startsWith("`") ? BACKQUOTES : unknown("Bash 5.2 does not know ${ …; }"));
  }

  private inQuotes(type: "DoubleQuoted" | "LocaleString", { from }: Gap): Refusal {
    const escapes = /(\\*)$/.exec(this.walked.source.slice(0, from))?.[1]?.length ?? 0;
    const isPlain = type === "DoubleQuoted" && escapes % 2 === 0 && !/\$$/.test(this.walked.source.slice(0, from));
    return isPlain
      ? IN_QUOTES["double quotes"]
      : { ...IN_QUOTES["double quotes"], position: "nothing that can be told" };
  }
}

const holds = ({ pos, end }: Range, { from, to }: Gap): boolean => pos <= from && to <= end;

const BACKQUOTES = inside("backquotes", "write $(…) in their place");
const IN_PARTS: Readonly<Partial<Record<WordPart["type"], Refusal>>> = {
  SingleQuoted: IN_QUOTES["single quotes"],
  AnsiCQuoted: { ...IN_QUOTES["single quotes"], position: "nothing that can be told" },
  ArithmeticExpansion: ARITHMETIC,
  ParameterExpansion: inside("a parameter expansion"),
  BraceExpansion: inside("a brace expansion"),
  ProcessSubstitution: unknown("the parser did not read it"),
  SimpleExpansion: touching(
    "touches the name of a variable, of which it would become a part",
    `write \${x} for $x; or ${BY_VARIABLE}`,
  ),
};
const SUBSCRIPT = touching(
  "touches = and may be read as the subscript of an element",
  'write x=${…} first, then "$x=…"',
);

/** Whether a value at the beginning of an element could make what it touches a subscript. */
const mayBeginSubscript = ({ pos, end }: Range, { from, to, filling }: Gap, text: string): boolean =>
  from === pos && to < end && text.includes("=") && (textOf(filling)?.startsWith("[") ?? true);

const isLiteral = (part: WordPart): boolean =>
  part.type === "Literal" ||
  part.type === "SingleQuoted" ||
  part.type === "AnsiCQuoted" ||
  part.type === "Glob" ||
  (part.type === "DoubleQuoted" && part.parts.every(({ type }) => type === "Literal"));

const firstText = (filling: Filling): string =>
  filling.is === "list" ? (filling.items[0] ? firstText(filling.items[0]) : "") : (textOf(filling) ?? "_");
