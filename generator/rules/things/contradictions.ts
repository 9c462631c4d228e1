import { posix } from "node:path";
import type { Definition } from "../../dsl/container.ts";
import { isSame, type Step } from "../../dsl/step.ts";
import type { Provided } from "../../dsl/things.ts";
import type { Problem } from "../../validation/problem.ts";
import { severityOf } from "../../validation/problem-codes.ts";
import { named } from "./named.ts";

/** One thing in one of its states, and the step that wants it so. */
interface Wish {
  readonly step: Step;
  readonly thing: Provided;
}

/** Returns what two steps of one container want differently, so that each undoes in every run what the other one has done. */
export function contradictions({ options: { steps } }: Definition): Problem[] {
  const first = new Map<string, Wish[]>();
  return steps.flatMap((step) =>
    (step.provides ?? []).flatMap((thing): Problem[] => {
      // Ports have a rule of their own, since two addresses can have the same.
      if (thing.state === undefined || thing.what === "port") return [];
      const key = keyOf(thing);
      const before = first.get(key) ?? [];
      first.set(key, [...before, { step, thing }]);
      const found = before.find((other) => comparable(other.step, step) && differing(other.thing, thing) !== undefined);
      return found === undefined ? [] : [contradiction(found, { step, thing })];
    }),
  );
}

const keyOf = ({ what, name }: Provided): string => `${what} ${what === "path" ? posix.normalize(name) : name}`;

/** Under different conditions, one of the two may be skipped. */
const comparable = (one: Step, other: Step): boolean =>
  !isSame(one, other) && JSON.stringify(one.when) === JSON.stringify(other.when);

/** Returns the first aspect that both speak of, with different values. */
const differing = (one: Provided, other: Provided): string | undefined =>
  Object.entries(one.state ?? {}).find(
    ([aspect, value]) =>
      other.state !== undefined &&
      aspect in other.state &&
      JSON.stringify(other.state[aspect]) !== JSON.stringify(value),
  )?.[0];

function contradiction(before: Wish, { step, thing }: Wish): Problem {
  const aspect = differing(before.thing, thing) ?? "state";
  return {
    code: "D170",
    severity: severityOf("D170"),
    message: `the ${aspect} of ${named(thing)} is another here than in '${before.step.title}': each of the two steps undoes the other one in every run`,
    fix: "keep one of the two, or let both say the same",
    origin: step.origin,
    path: thing.at ?? [],
    related: [{ origin: before.step.origin, path: before.thing.at ?? [], label: "the other step" }],
  };
}
