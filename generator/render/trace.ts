import { markedBash } from "../bash/word.ts";
import { renderTemplate } from "../handlebars/render-template.ts";
import type { PlannedStep } from "../plan/plan.ts";
import type { Origin } from "../validation/problem.ts";
import { stepContext } from "./script.ts";
import { templateOf, tracedName } from "./template-of.ts";

/** Where a line of a step's functions comes from: from Bash of an author's, from a line of an author's template, or from both. */
export interface Trace {
  /** The `sh` tag that the line stands in, and how many lines below its beginning. */
  readonly piece?: { readonly origin: Origin; readonly below: number };
  /** The line of the author's own template, counted from 1. */
  readonly line?: number;
}

const MARKS = /\ue000([tp])(\d+)(?:,(\d+))?\ue001/g;

/** Where each line of a step's functions comes from. It is rendered once more for that, with marks at the beginnings of lines. */
export function traceOf(planned: PlannedStep): readonly Trace[] {
  const { step } = planned;
  const name = typeof step.own?.template === "object" ? tracedName(step.own.template) : templateOf(step);
  const { bash, pieces } = markedBash();
  const text = renderTemplate(name, stepContext(planned), { bash });
  const lines = text.split("\n").map((line) => {
    const marks = [...line.matchAll(MARKS)];
    const first = marks.find(([, kind]) => kind === "p");
    // A template's text that follows on a block has a mark of its own behind that of the block.
    const last = marks.filter(([mark, kind], i) => kind === "t" && startsWith(line, marks, i, mark)).at(-1);
    const origin = first && pieces[Number(first[2])]?.origin;
    return {
      empty: line.replace(MARKS, "") === "",
      ...(origin && { piece: { origin, below: Number(first[3]) } }),
      ...(last && { line: Number(last[2]) }),
    };
  });
  const begin = lines.findIndex(({ empty }) => !empty);
  return lines.slice(Math.max(begin, 0)).map(({ empty: _, ...trace }) => trace);
}

/** Whether the marks up to this one are all that stands before it in the line. */
const startsWith = (line: string, marks: readonly RegExpExecArray[], i: number, mark: string): boolean =>
  line.startsWith(
    `${marks
      .slice(0, i)
      .map(([before]) => before)
      .join("")}${mark}`,
  );
