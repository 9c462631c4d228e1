import type { Definition } from "../../dsl/container.ts";
import { isSame, type Step } from "../../dsl/step.ts";
import type { Provided } from "../../dsl/things.ts";
import type { Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import { isNamedIn, textOf } from "./step-text.ts";
import { templatesAbove } from "./templates-above.ts";

/** Folders whose content programs use without a step that names it. */
const OF_PROGRAMS = /^\/(?:etc|home|root|run|tmp|usr|var)(?:\/|$)/;

/** Returns what a container's steps make for others, and no step of it, or of a clone of it, names. */
export function unusedThings(definition: Definition, clones: readonly Definition[]): Problem[] {
  const made = definition.options.steps.flatMap((step) => madeForOthers(step).map((names) => ({ step, names })));
  if (made.length === 0) return [];
  const steps = [definition, ...clones].flatMap(({ options }) => options.steps);
  return made.flatMap(({ step, names }): Problem[] => {
    const [thing] = names;
    if (thing === undefined || names.some(isOfPrograms)) return [];
    const others = steps.filter((other) => !isSame(other, step));
    const isUsed = others.some(
      (other) => hasUnknownText(other) || names.some(({ name }) => isNamedIn(textOf(other), name)),
    );
    if (isUsed) return [];
    const message = `no other step names ${thing.forOthers} ${thing.name}`;
    const fix = "use it, remove it, or accept D353 if somebody uses it whom no step names";
    return [{ code: "D353", severity: severityOf("D353"), message, fix, origin: step.origin, path: thing.at ?? [] }];
  });
}

const isOfPrograms = ({ name, state = {} }: Provided): boolean => "mount" in state && OF_PROGRAMS.test(name);

/** Returns for each container those that are cloned from it, at any depth. */
export function clonesOf(definitions: readonly Definition[]): ReadonlyMap<Definition, readonly Definition[]> {
  const clones = new Map<Definition, Definition[]>();
  for (const one of definitions)
    for (const above of templatesAbove(one)) clones.set(above, [...(clones.get(above) ?? []), one]);
  return clones;
}

/** What a step makes to be used by others; several names of one thing are one. */
const madeForOthers = ({ provides = [] }: Step): (readonly Provided[])[] => {
  const things = provides.filter(({ forOthers }) => forOthers !== undefined);
  return things.length === 0 ? [] : [things];
};

/** Whether a step runs what no definition holds, such as a script that is in the container already. */
const hasUnknownText = ({ mayProvide, options, own }: Step): boolean =>
  mayProvide !== undefined &&
  own === undefined &&
  "path" in options &&
  mayProvide({ what: "setting", name: "anything" });
