import { isShell, type Shell, type ShellValue } from "./piece.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue } from "./quotable.ts";

/** Bash source. Only this folder makes one; everything else that reaches a template is a value, and is quoted. */
export class Bash {
  readonly #source: string;
  private constructor(source: string) {
    this.#source = source;
  }
  /** @internal */
  static of(source: string): Bash {
    return new Bash(source);
  }
  toString(): string {
    return this.#source;
  }
}

/** The Bash variable that a run-time value is kept in. */
export const variableOf = ({ from, key }: RuntimeValue): string =>
  `${{ "lxc-config": "lxc", "hypervisor-config": "hypervisor", environment: "environment" }[from]}_${key.replaceAll(".", "_")}`;

const PLAIN = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/;
// Control and format characters (such as those that turn the writing direction) and separators: an operator could not see them.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A variable that the frame sets, as one word. */
export const variable = (name: string): Bash => Bash.of(`"$${name}"`);

/** One Bash word that is read back as exactly `value`. */
export function word(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value instanceof Bash) return value.toString();
  if (isRuntimeValue(value)) return `"$${variableOf(value)}"`;
  if (isJoinedText(value)) return value.parts.map(word).join("") || "''";
  if (typeof value !== "string") throw new TypeError(`no Bash word can be made of ${typeof value}`);
  if (value.includes("\0")) throw new TypeError("a Bash word cannot hold NUL");
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("a Bash word cannot hold a lone surrogate");
  if (PLAIN.test(value)) return value;
  // In plain quotes, `$` and a backquote look as if an expansion were meant, to readers as to ShellCheck (SC2016), and a backslash before a
  // quote as if it were to escape that (SC1003).
  if (!/[$`]|\\('|$)/.test(value) && value.search(invisible) < 0) return `'${value.replaceAll("'", `'\\''`)}'`;
  return `$'${value.replace(/[\\']/g, "\\$&").replace(invisible, octal)}'`;
}

const octal = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/** A name that needs no quotes, for where quotes would not be read as such. */
export function plain(value: unknown): string {
  if (/^[A-Za-z0-9_-]+$/.test(String(value))) return String(value);
  throw new TypeError("a name of letters, digits, _ and - is needed");
}

/** Several words. */
export function argv(values: unknown): string {
  if (!Array.isArray(values)) throw new TypeError("a list of words is needed");
  return values.map(word).join(" ");
}

/** One line of plain text for a comment. */
export function comment(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number")
    throw new TypeError(`no comment can be made of ${typeof value}`);
  return String(value).replace(invisible, " ");
}

/** An author's Bash with its values quoted. */
export const bash = (piece: unknown): Bash => printBash(piece, undefined);

/**
 * The same with a mark at the beginning of each line of a piece of Bash: `p`, the number of the piece among those that were printed, and that
 * of the line in it.
 */
export function markedBash(): { readonly bash: (piece: unknown) => Bash; readonly pieces: readonly Shell[] } {
  const pieces: Shell[] = [];
  return { bash: (piece) => printBash(piece, pieces), pieces };
}

function printBash(piece: unknown, marked: Shell[] | undefined): Bash {
  if (!isShell(piece)) throw new TypeError("Bash made with the sh tag is needed");
  return Bash.of(source(piece, marked));
}

function source(piece: Shell, marked: Shell[] | undefined): string {
  const { literals, values } = piece;
  const before = marked === undefined ? 0 : marked.push(piece) - 1;
  let line = 0;
  const mark = (): string => (marked === undefined ? "" : `\ue000p${before},${line++}\ue001`);
  const text = (literal: string): string => literal.replaceAll("\n", () => `\n${mark()}`);
  const begin = mark();
  return (
    begin +
    literals
      .map((literal, i) => text(literal) + (i < values.length ? interpolated(values[i] as ShellValue, marked) : ""))
      .join("")
  );
}

function interpolated(value: ShellValue, marked: Shell[] | undefined): string {
  if (isShell(value)) return source(value, marked);
  return Array.isArray(value) ? argv(value) : word(value);
}
