import type { Definition } from "../model/container.ts";
import type { Place } from "../model/problem.ts";
import type { Side, Step } from "../model/step.ts";
import type { RuntimeValue } from "../model/text.ts";
import { containerReady } from "../steps/container-ready.ts";
import { snapshotCleanup } from "../steps/snapshot-cleanup.ts";
import { templateSnapshot } from "../steps/template-snapshot.ts";
import { planHash } from "./hash.ts";
import { runtimeValues } from "./values.ts";

/** A step with its number, counted from 1, and its place in the container's file. */
export interface PlannedStep {
  readonly number: number;
  readonly place: Place;
  readonly step: Step;
  /** Units that a later step restarts if this one changes something. */
  readonly restarts: readonly string[];
}

/** Steps that follow each other on the same side: one program, one call. */
export interface Run {
  readonly side: Side;
  readonly numbers: readonly number[];
}

/** What one script will do, in order; all that rendering needs, and printable as JSON. */
export interface Plan {
  readonly definition: Definition;
  readonly file: string;
  readonly steps: readonly PlannedStep[];
  readonly runs: readonly Run[];
  /** Values that are read on the host before the first step. */
  readonly values: readonly RuntimeValue[];
  /** sha256 of what the script is to do; see {@link planHash}. */
  readonly hash: string;
}

/** Where definitions and their steps stand. */
export interface Locations {
  file(definition: Definition): string;
  place(made: Definition | Step, file: string): Place;
}

/**
 * Puts the steps that every script has around the author's. The readiness gate comes before the first step inside: what is done on
 * the host before, such as handing devices to the container, may restart it.
 */
export function makePlan(definition: Definition, locations: Locations): Plan {
  const file = locations.file(definition);
  const own = definition.options.steps;
  const first = own.findIndex(({ side }) => side === "container");
  const before = first < 0 ? own.length : first;
  const all = [...own.slice(0, before), gate(own), ...own.slice(before), ...ending(definition)];
  const steps = all.map((step, i): PlannedStep => {
    const implicit = !own.includes(step);
    return {
      number: i + 1,
      step,
      place: locations.place(implicit ? definition : step, file),
      restarts: restarts(step, own),
    };
  });
  const values = runtimeValues(own.map((step) => [step.view, step.hostFile]));
  return { definition, file, steps, runs: runs(steps), values, hash: planHash(definition) };
}

const restarts = (changed: Step, steps: readonly Step[]): string[] => [
  ...new Set(steps.flatMap(({ restartOn }) => (restartOn?.steps.includes(changed) ? [restartOn.unit] : []))),
];

function gate(steps: readonly Step[]): Step {
  const fetched = new Set(steps.flatMap((step) => step.fetches).filter((name) => name !== "apt"));
  return containerReady({ names: ["localhost", ...[...fetched].sort()] });
}

function ending({ options: { snapshot, steps } }: Definition): Step[] {
  if (snapshot === undefined) return [];
  const secrets = steps.filter((step) => step.secret !== undefined).map((step) => step.secret ?? "");
  return [snapshotCleanup({ secrets }), templateSnapshot({ snapshot })];
}

/** Order in the definition is order of execution, so a step on the other side ends a run. The snapshot is no run: the frame takes it. */
function runs(steps: readonly PlannedStep[]): Run[] {
  const found: { side: Side; numbers: number[] }[] = [];
  for (const { number, step } of steps) {
    if (step.kind === "template-snapshot") continue;
    const last = found.at(-1);
    if (last?.side === step.side) last.numbers.push(number);
    else found.push({ side: step.side, numbers: [number] });
  }
  return found;
}
