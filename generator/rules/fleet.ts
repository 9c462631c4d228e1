import type { Definition } from "../dsl/container.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import type { Problem } from "../validation/problem.ts";
import { acceptanceProblems } from "./acceptance.ts";
import { doubts } from "./doubts.ts";
import { clashes, cloneProblems, neighbourProblems, networkProblems } from "./fleet-rules.ts";
import { folderProblems } from "./folder-rules.ts";
import { hostProblems, placementProblems } from "./host-rules.ts";

/** The containers of one or several hosts, each sound in itself. */
export interface Fleet {
  readonly hosts: readonly FleetHost[];
  /** By ascending CTID, which is the order that the orchestrator works in. */
  readonly definitions: readonly Definition[];
}

/** Puts definitions together, with every problem that they have by themselves or with each other. */
export function makeFleet(
  hosts: readonly FleetHost[],
  definitions: readonly Definition[],
): { fleet: Fleet; problems: Problem[] } {
  // Those that are not sound have a place too, so that the order is the same each time.
  const ctid = ({ options }: Definition): number => (Number.isInteger(options?.ctid) ? options.ctid : 0);
  const sorted = [...definitions].sort((a, b) => ctid(a) - ctid(b));
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
      ...neighbourProblems(definition, fleet),
    ]),
  ];
  const accepted = sound.flatMap((definition) => acceptanceProblems(definition, doubts(definition)));
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
