import { createScanner, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Lines } from "./lines.ts";

export type { Node } from "jsonc-parser";

/** A mistake in a JSON text. */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

/** As many as scripts follow. */
const DEEPEST = 50;

/** By the library's own names of mistakes. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: "a word that JSON does not have",
  InvalidNumberFormat: "a number that JSON does not have",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is expected here",
  CommaExpected: "a comma is expected here",
  CloseBraceExpected: "an object is not closed here",
  CloseBracketExpected: "a list is not closed here",
  EndOfFileExpected: "the file goes on after its value",
  InvalidCommentToken: "a comment, which JSON does not have",
  UnexpectedEndOfComment: "a comment, which JSON does not have",
  UnexpectedEndOfString: "a string is not closed",
  UnexpectedEndOfNumber: "a number is not complete",
  InvalidUnicode: "an escape \\u… without four hexadecimal digits",
  InvalidEscapeCharacter: "an escape that JSON does not have",
  InvalidCharacter: "a control character in a string",
};

/**
 * The tree of a JSON text with the position of each value, or what is wrong with it. Strict: no comments, no trailing commas, no key
 * twice in an object.
 */
export function readTree(text: string): Node | JsonProblem {
  const deep = tooDeep(text);
  if (deep !== undefined) return { message: `it is nested more than ${DEEPEST} levels deep`, offset: deep };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first !== undefined) return cutOff(text, first);
  if (root === undefined) return { message: "it is empty", offset: 0 };
  return strict(text) ?? twice(root) ?? root;
}

export const isProblem = (read: Node | JsonProblem): read is JsonProblem => "message" in read;

function cutOff(text: string, { error, offset }: ParseError): JsonProblem {
  if (offset >= text.trimEnd().length) return { message: "it ends in the middle of a value", offset: text.length };
  return { message: WORDS[printParseErrorCode(error)] ?? "it is not JSON", offset };
}

/** Where the tree gets too deep to be followed. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = text.charAt(scanner.getTokenOffset());
    if (/[[{]/.test(first)) depth++;
    if (/[\]}]/.test(first)) depth--;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
  return undefined;
}

/** What the library lets pass and other readers do not, such as blanks of other kinds. */
function strict(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    const at = /position (\d+)/.exec((thrown as Error).message)?.[1];
    return { message: "a character that has no place in JSON", offset: Number(at ?? 0) };
  }
}

function twice(node: Node): JsonProblem | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = node.type === "object" ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value))
      return { message: `the key ${JSON.stringify(key.value)} stands twice in one object`, offset: key.offset };
    if (key !== undefined) seen.add(key.value);
    const inner = twice(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** A key of an object and its value. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

/** The keys of an object, in the order of the text. */
export const entriesOf = (node: Node): Entry[] =>
  (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) =>
    keyNode && value ? [{ key: String(keyNode.value), keyNode, value }] : [],
  );

/** The value of a key of an object. */
export const entryOf = (node: Node | undefined, key: string): Entry | undefined =>
  node?.type === "object" ? entriesOf(node).find((entry) => entry.key === key) : undefined;

/** A value as plain data, a `__proto__` in it too. */
export const dataOf = (node: Node | undefined): unknown => (node === undefined ? undefined : getNodeValue(node));

/** The position of a node, counted from 1. */
export const positionOf = (lines: Lines, { offset }: { readonly offset: number }) => lines.at(offset);
