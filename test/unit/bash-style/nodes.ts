/** First and last line of a piece of Bash, counted from 1. */
export interface Span {
  readonly line: number;
  readonly end: number;
}

/** A variable that is read or set. */
export interface Use {
  readonly name: string;
  readonly line: number;
  /** The array in whose subscript it stands. If that is a map, it is a key. */
  readonly subscriptOf?: string;
}

/** What a word, an arithmetic expression or a test holds besides text. */
export interface Inside {
  readonly reads: readonly Use[];
  readonly sets: readonly Use[];
  /** What stands in `$(…)`, `<(…)` and `>(…)`. */
  readonly lists: readonly List[];
}

export interface Word extends Span, Inside {
  /** As it is written. */
  readonly text: string;
  /** Of `name=(…)`. */
  readonly elements: readonly Word[];
}

/** Pipelines joined by `&&` and `||`, ended by a newline, `;` or `&`. */
export interface Statement extends Span {
  readonly pipelines: readonly Pipeline[];
  readonly operators: readonly ("&&" | "||")[];
}

export type List = readonly Statement[];

export interface Pipeline extends Span {
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

export interface Arm extends Span {
  readonly patterns: readonly Word[];
  readonly body: List;
}

type Kinds =
  | { readonly kind: "simple"; readonly assignments: readonly Word[]; readonly words: readonly Word[] }
  | { readonly kind: "[["; readonly words: readonly Word[] }
  | { readonly kind: "(("; readonly text: string; readonly inside: Inside }
  | { readonly kind: "if"; readonly conditions: readonly List[]; readonly bodies: readonly Body[] }
  | { readonly kind: "while" | "until"; readonly condition: List; readonly body: Body }
  | { readonly kind: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: Body }
  | { readonly kind: "for(("; readonly text: string; readonly inside: Inside; readonly body: Body }
  | { readonly kind: "case"; readonly word: Word; readonly arms: readonly Arm[] }
  | { readonly kind: "group" | "subshell"; readonly body: Body }
  | { readonly kind: "function"; readonly name: string; readonly of: Command; readonly source: string }
  | { readonly kind: "coproc"; readonly name: string; readonly of: Command };

/** Statements between two words such as `then` and `fi`, and where these stand. */
export interface Body {
  readonly opened: number;
  readonly closed: number;
  readonly list: List;
}

export type Command = Kinds & Span & { readonly redirections: readonly Word[] };

/** A comment, without the `#`. */
export interface Comment {
  readonly line: number;
  readonly text: string;
  /** Whether it has a line of its own. */
  readonly alone: boolean;
}

export interface Script {
  readonly list: List;
  readonly comments: readonly Comment[];
}
