import type { Definition } from "../../dsl/container.ts";
import type { Step } from "../../dsl/step.ts";
import type { Provided, Required } from "../../dsl/things.ts";
import type { Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import type { BaseSystem } from "./base-system.ts";
import { isThere, KnownThings } from "./known-things.ts";
import { absentThing, named } from "./named.ts";
import { templatesAbove } from "./templates-above.ts";

/** Returns what steps need and nothing makes before them: neither the OS template, nor the container's template, nor an earlier step. */
export function missingThings(definition: Definition, base: BaseSystem): Problem[] {
  const { steps } = definition.options;
  const known = new KnownThings();
  for (const step of templatesAbove(definition).flatMap((one) => one.options.steps)) known.add(step);
  const reported = new Set<string>();
  return steps.flatMap((step, i): Problem[] => {
    // A condition may ask for just what is missing.
    const required = step.when.length > 0 ? [] : (step.requires ?? []);
    const found = required.flatMap((thing): Problem[] => {
      const key = `${thing.what} ${thing.name}`;
      if (reported.has(key) || known.has(thing) || base.has(thing)) return [];
      const later = steps.slice(i + 1).find((other) => other.provides?.some((one) => provides(one, thing)));
      const problem = later === undefined ? absentThing(step, thing) : lateThing(step, thing, later);
      if (problem !== undefined) reported.add(key);
      return problem === undefined ? [] : [problem];
    });
    known.add(step);
    return found;
  });
}

const provides = (one: Provided, { what, name, kind }: Required): boolean =>
  one.what === what && one.name === name && isThere(one) && (kind === undefined || one.state?.["kind"] === kind);

function lateThing(step: Step, thing: Required, later: Step): Problem | undefined {
  if (thing.inAnyOrder === true) return undefined;
  return {
    code: "D171",
    severity: severityOf("D171"),
    message: `this step ${thing.verb ?? "needs"} ${named(thing)}, and '${later.title}', which makes it, comes later`,
    fix: `put '${later.title}' before it`,
    origin: step.origin,
    path: thing.at ?? [],
    related: [{ origin: later.origin, path: [], label: "made here" }],
  };
}
