import { isDeepStrictEqual } from "node:util";
import type { Block } from "./blocks.ts";
import { dataOf, type Entry, entriesOf, type Node } from "./json-tree.ts";

/** A piece of text that takes another one's place. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What an object of a JSON text is to say; keys that are in neither list stay as they are. */
export interface Wanted {
  readonly block: Block;
  /** Keys that are removed where `block` has none. */
  readonly owned?: readonly string[];
  /** Keys whose value stays if there is one. */
  readonly kept?: readonly string[];
  /** Whether the keys are numbers, in whose order new ones go in. Default: the order of `block`. */
  readonly numbered?: boolean;
}

/** The edits that make an object of a text say what is wanted, and change nothing else of it. */
export function editsOf(text: string, object: Node, wanted: Wanted): Edit[] {
  const { block, owned = [], kept = [] } = wanted;
  const entries = entriesOf(object);
  const gone = new Set(entries.filter(({ key }) => owned.includes(key) && !Object.hasOwn(block, key)));
  const staying = entries.filter((entry) => !gone.has(entry));
  const missing = Object.keys(block).filter((key) => entries.every((entry) => entry.key !== key));
  const changes = staying.flatMap((entry) =>
    Object.hasOwn(block, entry.key) && !kept.includes(entry.key) ? changeOf(text, entry, block[entry.key]) : [],
  );
  if (staying.length === 0) return missing.length + gone.size === 0 ? [] : [whole(text, object, block)];
  return [...changes, ...removals(entries, gone), ...insertions(text, object, staying, missing, wanted)];
}

/** Puts edits that do not overlap into a text. */
export function applied(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { offset, length, content } of [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length)) {
    parts.push(text.slice(at, offset), content);
    at = offset + length;
  }
  return [...parts, text.slice(at)].join("");
}

/** What an object has that its text is to have as well is written into it key by key, so that others in it stay. */
function changeOf(text: string, { value }: Entry, wanted: unknown): Edit[] {
  if (isDeepStrictEqual(plain(dataOf(value)), wanted)) return [];
  if (value.type === "object" && typeof wanted === "object") return editsOf(text, value, { block: wanted as Block });
  return [{ offset: value.offset, length: value.length, content: written(text, value.offset, wanted) }];
}

const plain = (value: unknown): unknown => (typeof value === "object" ? JSON.parse(JSON.stringify(value)) : value);

/** A key that goes takes the comma before it along, or, if it is the first, the one after it. */
function removals(entries: readonly Entry[], gone: ReadonlySet<Entry>): Edit[] {
  return entries.flatMap((entry, i): Edit[] => {
    if (!gone.has(entry)) return [];
    const isFirst = entries.slice(0, i).every((one) => gone.has(one));
    const next = entries[i + 1];
    const before = entries[i - 1];
    const [from, to] =
      isFirst && next ? [entry.keyNode.offset, next.keyNode.offset] : [endOf(before ?? entry), endOf(entry)];
    return [{ offset: from, length: to - from, content: "" }];
  });
}

const endOf = ({ value }: Entry): number => value.offset + value.length;

/** New keys stand where the ones before them in the order are. */
function insertions(
  text: string,
  object: Node,
  staying: readonly Entry[],
  missing: readonly string[],
  { block, numbered = false }: Wanted,
): Edit[] {
  const order = Object.keys(block);
  const isBefore = (one: string, key: string): boolean =>
    numbered ? Number(one) < Number(key) : order.includes(one) && order.indexOf(one) < order.indexOf(key);
  const between = text.slice(object.offset + 1, entriesOf(object)[0]?.keyNode.offset);
  return missing.map((key): Edit => {
    const line = `${JSON.stringify(key)}: ${written(text, staying[0]?.keyNode.offset ?? 0, block[key])}`;
    const after = staying.findLast((entry) => isBefore(entry.key, key));
    if (after) return { offset: endOf(after), length: 0, content: `,${between || " "}${line}` };
    return { offset: staying[0]?.keyNode.offset ?? 0, length: 0, content: `${line},${between || " "}` };
  });
}

/** An object that had nothing in it, or keeps nothing of it. */
function whole(text: string, object: Node, block: Block): Edit {
  return { offset: object.offset, length: object.length, content: written(text, object.offset, block) };
}

/** A value as the text is written: its line ends, its indentation, on one line where the text around is. */
function written(text: string, offset: number, value: unknown): string {
  const unit = /\n([ \t]+)"/.exec(text)?.[1];
  if (unit === undefined && text.includes('"')) return JSON.stringify(value);
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return JSON.stringify(value, null, unit ?? "  ").replaceAll("\n", `${end}${indent}`);
}
