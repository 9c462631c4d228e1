import type { Definition } from "../dsl/container.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import { fleetOrder } from "../dsl/fleet-order.ts";
import type { Problem } from "../validation/problem.ts";
import { acceptanceProblems } from "./acceptance.ts";
import { doubts } from "./doubts.ts";
import { clashes, cloneProblems, neighbourProblems, networkProblems } from "./fleet-rules.ts";
import { folderProblems } from "./folder-rules.ts";
import { hostProblems, placementProblems } from "./host-rules.ts";
import { ctidProblems, dependencyProblems, lateNeighbours } from "./order-rules.ts";
import { baseOf } from "./things/base-system.ts";
import { missingThings } from "./things/missing.ts";
import { clonesOf, unusedThings } from "./things/unused.ts";

/** The containers of one or several hosts, each sound in itself. */
export interface Fleet {
  readonly hosts: readonly FleetHost[];
  /** In the order of set-up. */
  readonly definitions: readonly Definition[];
}

/** Puts definitions together, with every problem that they have by themselves or with each other. */
export function makeFleet(
  hosts: readonly FleetHost[],
  definitions: readonly Definition[],
): { fleet: Fleet; problems: Problem[] } {
  const sorted = fleetOrder(definitions);
  const positions = new Map(sorted.map((definition, position) => [definition, position]));
  const own = [...hostProblems(hosts), ...sorted.flatMap(problemsIn)];
  const sound = sorted.filter((definition) => problemsIn(definition).length === 0);
  const fleet = new Set<Definition>(sorted);
  const between = [
    ...clashes(sound, hosts),
    ...byHost(sound, hosts).flatMap(folderProblems),
    ...sound.flatMap((definition) => [
      ...placementProblems(definition, hosts),
      ...networkProblems(definition),
      ...cloneProblems(definition, fleet),
      ...ctidProblems(definition, hosts),
      ...dependencyProblems(definition, fleet),
      ...neighbourProblems(definition, fleet),
    ]),
  ];
  const clones = clonesOf(sound);
  const accepted = sound.flatMap((definition) =>
    acceptanceProblems(definition, [
      ...doubts(definition),
      ...missingThings(definition, baseOf(definition, hosts)),
      ...unusedThings(definition, clones.get(definition) ?? []),
      ...lateNeighbours(definition, positions),
    ]),
  );
  return { fleet: { hosts, definitions: sorted }, problems: [...own, ...between, ...accepted] };
}

/** Definitions in groups, each with those that are on one host. */
function byHost(definitions: readonly Definition[], hosts: readonly FleetHost[]): Definition[][] {
  const groups = new Map<FleetHost | undefined, Definition[]>();
  for (const one of definitions) {
    const host = hostOf(one, hosts);
    groups.set(host, [...(groups.get(host) ?? []), one]);
  }
  return [...groups.values()];
}

const problemsIn = (definition: Definition): Problem[] => [
  ...definition.problems,
  ...(Array.isArray(definition.options?.steps) ? definition.options.steps.flatMap((step) => step?.problems ?? []) : []),
];
