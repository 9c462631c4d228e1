import { survey } from "./evaluated-names.ts";
import type { Gap, Marked } from "./filling.ts";
import { parser } from "./parser.ts";
import { HERE_DOCUMENT, type Refusal, unknown } from "./refusal.ts";
import { Walk } from "./walk.ts";

/** A value, and why it cannot stand where it does; undefined if it can. */
export interface Judged {
  readonly gap: Gap;
  readonly refusal: Refusal | undefined;
}

/** Where the parser gave up, as an offset into the source, and what it says. */
export interface Unread {
  readonly pos: number;
  readonly message: string;
}

/** Returns what becomes of each value of a source; or, if that is no whole Bash, where it ends to be. */
export function judge({ source, gaps }: Marked): readonly Judged[] | Unread {
  if (gaps.length === 0) return [];
  const bash = parser();
  const root = bash.parse(source);
  const { evaluated, documents, words, error } = survey(root, bash);
  if (error !== undefined) return error;
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(source)) return { pos: source.length, message: "a backslash at the end" };
  const walk = new Walk({ source, gaps, evaluated, bash });
  walk.visit(root);
  return gaps.map((gap) => {
    const isIn = ({ pos, end }: { readonly pos: number; readonly end: number }) => pos <= gap.from && gap.to <= end;
    if (documents.some(isIn)) return { gap, refusal: HERE_DOCUMENT };
    if (walk.judged.has(gap)) return { gap, refusal: unlessName(gap, walk.judged.get(gap)) };
    // What no word holds is a comment, and nothing else.
    const isComment = !words.some(isIn) && /(?:^|[\s;&|()])#[^\n]*$/.test(source.slice(0, gap.from));
    return { gap, refusal: isComment ? COMMENT : unknown("the parser has no word for it") };
  });
}

/** There is nothing to evaluate in a name. */
const unlessName = ({ filling }: Gap, refusal: Refusal | undefined): Refusal | undefined =>
  filling.is === "name" && /^(a name|a pattern|arithmetic)$/.test(refusal?.position ?? "") ? undefined : refusal;

const COMMENT: Refusal = {
  position: "a comment",
  says: "stands inside a comment",
  fix: "write it outside of the comment, or into the title",
};
