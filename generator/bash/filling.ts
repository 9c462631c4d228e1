import { isShell, type Shell, type ShellValue } from "./piece.ts";
import { isJoinedText, isRuntimeValue, type ValueFormat } from "./quotable.ts";

/**
 * What is known of a value before the script runs. A template's values are `any`, its pieces of Bash `bash`, and what is made of letters,
 * digits and `_` only is a `name`.
 */
export type Filling =
  | { readonly is: "text" | "number"; readonly text: string }
  | { readonly is: "late"; readonly format: ValueFormat }
  | { readonly is: "list"; readonly items: readonly Filling[] }
  | { readonly is: "any" | "bash" | "name" };

/** A value in Bash source: where its mark stands, and the path to it from the outermost piece. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly filling: Filling;
  readonly path: readonly PropertyKey[];
}

/** Bash with a mark in the place of each value: one plain word, so that a parser reads it as it will read the quoted value. */
export interface Marked {
  readonly source: string;
  readonly gaps: readonly Gap[];
}

/** A piece of Bash with the pieces that are nested in it, as one source. */
export function markedPiece(piece: Shell): Marked {
  const literals = [""];
  const gaps: Pick<Gap, "filling" | "path">[] = [];
  const add = (text: string): unknown => literals.push(`${literals.pop()}${text}`);
  const visit = ({ literals: own, values }: Shell, path: readonly PropertyKey[]): void => {
    for (const [i, literal] of own.entries()) {
      add(literal);
      if (i >= values.length) continue;
      const value = values[i] as ShellValue;
      if (isShell(value)) visit(value, [...path, "values", i]);
      else {
        gaps.push({ filling: fillingOf(value), path: [...path, "values", i] });
        literals.push("");
      }
    }
  };
  visit(piece, []);
  return marked(literals, gaps);
}

/** Puts a mark between each two literals. */
export function marked(literals: readonly string[], gaps: readonly Pick<Gap, "filling" | "path">[]): Marked {
  let name = "Value";
  while (literals.some((literal) => literal.includes(name))) name += "z";
  let source = literals[0] ?? "";
  const placed = gaps.map((gap, i) => {
    const from = source.length;
    source += `${name}${i}z`;
    const to = source.length;
    source += literals[i + 1] ?? "";
    return { ...gap, from, to };
  });
  return { source, gaps: placed };
}

function fillingOf(value: Exclude<ShellValue, Shell>): Filling {
  if (typeof value === "string") return { is: "text", text: value };
  if (typeof value === "number") return { is: "number", text: String(value) };
  if (isRuntimeValue(value)) return { is: "late", format: value.format };
  if (isJoinedText(value)) {
    const known = value.parts.filter((part) => typeof part === "string");
    return known.length === value.parts.length ? { is: "text", text: known.join("") } : { is: "late", format: "text" };
  }
  return { is: "list", items: Array.isArray(value) ? value.map(fillingOf) : [] };
}
