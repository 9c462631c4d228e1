import { createHash } from "node:crypto";
import { answered } from "./answers.ts";
import { markedPiece } from "./filling.ts";
import type { Shell } from "./piece.ts";
import { judge } from "./positions.ts";
import { BY_VARIABLE } from "./refusal.ts";

/** What is wrong with a piece of Bash: the rest of a sentence that begins with the piece, and where in it. */
export interface Wrong {
  readonly says: string;
  readonly fix: string;
  /** The path from the piece to the value that is meant, or to the one before the place. */
  readonly path: readonly PropertyKey[];
}

/** Says which values of a piece of Bash stand where they would not be read as themselves. Bash without values is not looked at. */
export function wrongIn(piece: Shell): readonly Wrong[] {
  const marked = markedPiece(piece);
  if (marked.gaps.length === 0) return [];
  const content = JSON.stringify([marked.source, marked.gaps.map(({ filling }) => filling)]);
  const key = createHash("sha256").update(content).digest("base64");
  return answered(key, () => {
    const judged = judge(marked);
    if ("message" in judged) {
      const { pos, message } = judged;
      const nearest = marked.gaps.findLast(({ from }) => from <= pos) ?? marked.gaps[0];
      const text = marked.source.slice(pos).trimStart().split("\n", 1)[0]?.slice(0, 40) ?? "";
      const at = text === "" ? "at its end" : `at \`${text}\``;
      return [
        {
          says: `cannot be read as Bash ${at} (${message}), so nobody can tell how its values are read`,
          fix: `write whole commands, in a plainer form; ${BY_VARIABLE}`,
          path: nearest?.path ?? [],
        },
      ];
    }
    return judged.flatMap(({ gap, refusal }) =>
      refusal === undefined ? [] : [{ says: `has a value that ${refusal.says}`, fix: refusal.fix, path: gap.path }],
    );
  });
}
