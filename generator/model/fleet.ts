import { acceptanceProblems } from "./acceptance.ts";
import type { Definition } from "./container.ts";
import { doubts } from "./doubts.ts";
import { clashes, cloneProblems, networkProblems } from "./fleet-rules.ts";
import type { Host } from "./host.ts";
import type { Problem } from "./problem.ts";

/** The containers of one host, each sound in itself. */
export interface Fleet {
  readonly host: Host | undefined;
  /** By ascending CTID, which is the order that the orchestrator works in. */
  readonly definitions: readonly Definition[];
}

/** Puts definitions together, with every problem that they have by themselves or with each other. */
export function makeFleet(
  host: Host | undefined,
  definitions: readonly Definition[],
): { fleet: Fleet; problems: Problem[] } {
  const sorted = [...definitions].sort((a, b) => a.options.ctid - b.options.ctid);
  const own = [...(host?.problems ?? []), ...sorted.flatMap(problemsIn)];
  const sound = sorted.filter((definition) => problemsIn(definition).length === 0);
  const between = [
    ...clashes(sound),
    ...sound.flatMap((definition) => [...networkProblems(definition), ...cloneProblems(definition, sorted)]),
  ];
  const accepted = sound.flatMap((definition) => acceptanceProblems(definition, doubts(definition)));
  return { fleet: { host, definitions: sorted }, problems: [...own, ...between, ...accepted] };
}

const problemsIn = (definition: Definition): Problem[] => [
  ...definition.problems,
  ...(Array.isArray(definition.options?.steps) ? definition.options.steps.flatMap((step) => step?.problems ?? []) : []),
];
