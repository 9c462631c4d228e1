import { word } from "../bash/word.ts";
import type { PlannedStep } from "../plan/plan.ts";
import { asked } from "./condition-facts.ts";
import { COLUMNS, linesOfText } from "./layout.ts";
import { templateOf } from "./template-of.ts";

/** What the log says of a step. */
const titleOf = ({ step }: PlannedStep): string =>
  step.group === undefined ? step.title : `${step.group}: ${step.title}`;

/** What `set_step` is told besides: only what is not as in most steps. */
function optionsOf({ step, restarts, lasting }: PlannedStep): string[] {
  const options = {
    retries: step.retries > 0 ? String(step.retries) : "",
    pause: step.retries > 0 && step.pause !== 5 ? String(step.pause) : "",
    restarts: restarts.join(" "),
    lasting: lasting.join(" "),
    trial: step.trial ? "yes" : "",
  };
  return Object.entries(options).flatMap(([name, value]) => (value === "" ? [] : [`${name}=${value}`]));
}

/** What the templates of the frame read of a step. */
export function stepFacts(planned: PlannedStep) {
  const { number, place, step } = planned;
  const title = titleOf(planned);
  const definition = `${place.file}:${place.line}`;
  const options = optionsOf(planned);
  const about = [number, step.kind, step.limit, definition];
  const line = [...about, title, ...options].map(word).join(" ");
  return {
    number,
    about,
    definition,
    title,
    options,
    // Whether it takes more than one line.
    wide: `    ${number}) set_step ${line} ;;`.length > COLUMNS,
    heading: linesOfText(`Step ${number}: ${title} (${definition})`, COLUMNS - 2),
    asks: asked(step, "inside").length > 0,
    template: templateOf(step),
  };
}
