import type { PackedStep, PlacedStep } from "../../generator/hosts/graph/page/catalogue.ts";
import { el } from "./dom.ts";
import type { Container, Fleet } from "./fleet.ts";

/** The steps of a container in order, with what their functions do in words. */
export function stepsSection(fleet: Fleet, one: Container): HTMLElement {
  let group = -1;
  const items = one.steps.flatMap((placed, i) => {
    const heading = placed[1] !== -1 && placed[1] !== group ? [el("li.group", {}, fleet.text(placed[1]))] : [];
    group = placed[1];
    const step = fleet.data.steps[placed[0]];
    return step === undefined ? [] : [...heading, item(fleet, one, { step, placed, number: i + 1 })];
  });
  return el("section", { id: "steps" }, el("h2", {}, "Steps"), el("ol.steps", {}, ...items));
}

interface Numbered {
  readonly step: PackedStep;
  readonly placed: PlacedStep;
  readonly number: number;
}

function item(fleet: Fleet, one: Container, { step, placed, number }: Numbered): HTMLElement {
  const [, , place, madeAt, from, to] = placed;
  const text = (of: number): string => fleet.text(of);
  const row = (name: string, words: number): HTMLElement | null =>
    words === -1 ? null : el("div", {}, el("dt", {}, name), el("dd", {}, marked(text(words))));
  const when = step.when.map(text).join(", ");
  const notes = step.notes.map((note) => el("li", {}, text(note)));
  return el(
    "li.step",
    { id: `step-${number}` },
    el("h3", {}, el("span.number", {}, number), el("span.title", {}, text(step.title))),
    el(
      "p.where",
      {},
      el("span.chip", {}, text(step.kind)),
      step.onHost ? el("span.chip.host", {}, "on the host") : null,
      el("code", {}, text(place)),
      madeAt === -1 ? null : el("span", {}, "made at ", el("code", {}, text(madeAt))),
      from === 0
        ? null
        : el(
            "a",
            { href: `#/${one.ctid}/L${from}` },
            from === to ? `script line ${from}` : `script lines ${from}–${to}`,
          ),
    ),
    el(
      "dl.does",
      {},
      when === "" ? null : el("div", {}, el("dt", {}, "Only if"), el("dd", {}, when)),
      row("Checks that", step.check),
      row(step.check === -1 ? "Runs" : "If not", step.apply),
      row("Verifies that", step.verify),
    ),
    notes.length === 0 ? null : el("ul.notes", {}, ...notes),
  );
}

/** Text whose parts between backquotes are code. */
const marked = (text: string): (Node | string)[] =>
  text
    .split("`")
    .map((part, i, all) =>
      i % 2 === 1 && i < all.length - 1 ? el("code", {}, part) : i % 2 === 1 ? `\`${part}` : part,
    );
