import { markedPiece } from "../../../generator/bash/filling.ts";
import type { Shell, ShellValue } from "../../../generator/bash/piece.ts";
import { judge } from "../../../generator/bash/positions.ts";
import type { Refusal } from "../../../generator/bash/refusal.ts";

/** A piece of Bash as the `sh` tag makes it: `‹v›` stands for a value of this name. */
export function piece(text: string, values: Readonly<Record<string, ShellValue>>): Shell {
  const parts = text.split(/‹(\w+)›/);
  return {
    literals: parts.filter((_, i) => i % 2 === 0),
    values: parts.filter((_, i) => i % 2 === 1).map((name) => values[name] as ShellValue),
  };
}

/** Why a piece is refused: the refusal of its first value that is, or what the parser says; undefined if it is accepted. */
export function refusalOf(shell: Shell): Pick<Refusal, "says" | "fix"> | undefined {
  const judged = judge(markedPiece(shell));
  if ("message" in judged) return { says: judged.message, fix: "" };
  return judged.map(({ refusal }) => refusal).find((one) => one !== undefined);
}
