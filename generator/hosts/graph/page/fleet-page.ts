import { tellPlan } from "../../../explain/plan.ts";
import type { Plan } from "../../../plan/plan.ts";
import { renderScript } from "../../../render/script.ts";
import type { Places } from "../../../validation/source-positions.ts";
import type { Dependency, FleetGraph } from "../fleet-graph.ts";
import { type FleetStatus, UNREPORTED } from "./fleet-status.ts";
import { pack, type Shown } from "./pack.ts";
import { page } from "./page.ts";

/** How a page is written. */
export interface PageOptions {
  /** Default: the hosts' names. */
  readonly title: string | undefined;
  /** What `status` said. */
  readonly status: FleetStatus | undefined;
}

/** What a page is made of; `graph` is of the same plans. */
export interface PageSource {
  readonly plans: readonly Plan[];
  readonly graph: FleetGraph;
  readonly places: Places;
}

/** Prints the page of a fleet. */
export function fleetPage(source: PageSource, { title = titleOf(source.graph), status }: PageOptions): string {
  return page(pack(title, shown(source, status), status?.fleet));
}

function titleOf({ containers }: FleetGraph): string {
  const hosts = [...new Set(containers.map(({ host }) => host))];
  return hosts.length === 1 && hosts[0] === "host" ? "Container fleet" : `Containers of ${hosts.join(", ")}`;
}

/** One container after the other: a thousand scripts at once would fill the memory. */
function* shown({ plans, graph, places }: PageSource, status: FleetStatus | undefined): Generator<Shown> {
  const { containers, dependencies } = graph;
  const needs = new Map<number, Dependency[]>();
  for (const one of dependencies) {
    const known = needs.get(one.from);
    if (known === undefined) needs.set(one.from, [one]);
    else known.push(one);
  }
  for (const [i, plan] of plans.entries()) {
    const container = containers[i];
    if (container === undefined) continue;
    const told = tellPlan(plan, (origin) => places.call(origin));
    yield {
      container,
      dependencies: needs.get(container.ctid) ?? [],
      told,
      script: renderScript(plan),
      ...(status && { status: status.containers.get(container.ctid) ?? UNREPORTED }),
    };
  }
}
