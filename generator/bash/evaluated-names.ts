import type { Command, Parser, SyntaxNode } from "./parser.ts";

/** Variables that Bash itself has declared as integers: what is assigned to them is arithmetic. */
export const INTEGERS: ReadonlySet<string> = new Set([
  ..."BASHPID EPOCHSECONDS EUID HISTCMD LINENO OPTIND PPID RANDOM SECONDS SRANDOM UID".split(" "),
]);

/** Variables that Bash expands once more when it reads them. */
export const EXPANDED: ReadonlySet<string> = new Set("BASH_ENV ENV PROMPT_COMMAND PS0 PS1 PS2 PS4".split(" "));

/** Builtins that declare what their arguments name. */
export const DECLARING: ReadonlySet<string> = new Set("declare export local readonly typeset".split(" "));

/** The flags of a declaration, such as `-ar`; undefined if they are not written there. */
export function flagsOf({ suffix }: Pick<Command, "suffix">): string | undefined {
  let flags = "";
  for (const word of suffix) {
    if (word.type !== "Word") continue;
    if (/^[-+][A-Za-z]+$/.test(word.text)) flags += word.text.slice(1);
    else if (word.text !== "--" && !/^[A-Za-z_]\w*$/.test(word.text)) return undefined;
  }
  return flags;
}

interface Range {
  readonly pos: number;
  readonly end: number;
}

/** What is looked for in all of a source, whether or not a value stands near it. */
export interface Survey {
  /** Variables that are declared as integers or as references, so that what is assigned to them is evaluated. */
  readonly evaluated: ReadonlySet<string>;
  /** Lines of here-documents, with their delimiters. */
  readonly documents: readonly Range[];
  /** All words, which a comment is no part of. */
  readonly words: readonly Range[];
  /** The first thing that the parser could not read: where, and what it says. */
  readonly error?: { readonly pos: number; readonly message: string };
}

/** Looks through a whole tree. */
export function survey(root: SyntaxNode, { forEachChild }: Parser): Survey {
  const evaluated = new Set<string>();
  const documents: Range[] = [];
  const words: Range[] = [];
  const errors: { pos: number; message: string }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Script") errors.push(...(node.errors ?? []));
    if (node.type === "HereDoc" && node.closing === undefined)
      errors.push({ pos: node.pos, message: "a here-document without its end" });
    if (node.type === "HereDocBody" || node.type === "HereDocDelimiter") documents.push(node);
    if (node.type === "Word" || node.type === "Assignment") words.push(node);
    if (node.type === "Command" && DECLARING.has(node.name?.value ?? "") && /[in]/.test(flagsOf(node) ?? ""))
      for (const one of node.args) evaluated.add(one.type === "Word" ? one.text : one.name);
    forEachChild(node, visit);
  };
  visit(root);
  const [error] = errors.sort((a, b) => a.pos - b.pos);
  return { evaluated, documents, words, ...(error && { error }) };
}
