import { needsOf } from "../../dsl/fleet-order.ts";
import { cloneDepth } from "../../plan/container-settings.ts";
import type { Plan } from "../../plan/plan.ts";

/** A container in the picture of a fleet. */
export interface GraphContainer {
  readonly ctid: number;
  readonly name: string;
  readonly kind: "template" | "application";
  readonly host: string;
  /** The CTID that it is cloned from. */
  readonly parent: number | null;
  /** The snapshot that it ends as. */
  readonly snapshot: string | null;
  /** How many clones stand above it. */
  readonly depth: number;
}

/** What a container needs besides its template: by its `dependsOn`, or by the step that says so. */
export type Dependency =
  | { readonly kind: "depends"; readonly from: number; readonly to: number }
  | (OfStep & { readonly kind: "waits"; readonly to: number })
  | (OfStep & { readonly kind: "mounts"; readonly folder: string; readonly writable: boolean });

interface OfStep {
  readonly from: number;
  readonly step: number;
  readonly title: string;
}

/** Containers in the order of set-up, what each is cloned from, and what it depends on. */
export interface FleetGraph {
  readonly containers: readonly GraphContainer[];
  readonly dependencies: readonly Dependency[];
}

/** The graph of these plans; what they name has to be among them. */
export function fleetGraph(plans: readonly Plan[]): FleetGraph {
  return { containers: plans.map(containerOf), dependencies: plans.flatMap(dependenciesOf) };
}

function containerOf(plan: Plan): GraphContainer {
  const { is, options } = plan.definition;
  const { ctid, name, snapshot = null, cloneOf } = options;
  return {
    ctid,
    name,
    kind: is,
    host: plan.host.name,
    parent: cloneOf?.options.ctid ?? null,
    snapshot,
    depth: cloneDepth(plan.definition),
  };
}

function dependenciesOf({ definition, steps }: Plan): Dependency[] {
  const { ctid: from, dependsOn = [] } = definition.options;
  const named = dependsOn.map(({ options }) => ({ kind: "depends" as const, from, to: options.ctid }));
  const ofSteps = steps.flatMap(({ number, step: { claims, title } }): Dependency[] => {
    const by = { from, step: number, title };
    const { neighbour, mounts, shares } = claims;
    return [
      ...(neighbour === undefined ? [] : [{ ...by, kind: "waits" as const, to: neighbour.options.ctid }]),
      ...(mounts === undefined
        ? []
        : [{ ...by, kind: "mounts" as const, folder: mounts, writable: shares !== undefined }]),
    ];
  });
  return [...named, ...ofSteps];
}

/** What stands at an arrow of a picture. */
export function arrowText(one: Dependency): string {
  if (one.kind === "mounts") return one.writable ? "mounts" : "mounts, read-only";
  return one.kind === "depends" ? "depends on" : "waits for";
}

/** These plans and all that they need: templates, what `dependsOn` names, and the containers that their steps wait for. */
export function withNeeded(all: readonly Plan[], chosen: readonly Plan[]): readonly Plan[] {
  const byCtid = new Map(all.map((plan) => [plan.definition.options.ctid, plan]));
  const found = new Set(chosen);
  for (const plan of found) {
    const named = needsOf(plan.definition).map(({ options }) => options.ctid);
    const neighbours = plan.steps.map(({ step }) => step.claims.neighbour?.options.ctid);
    for (const ctid of [...named, ...neighbours]) {
      const needed = ctid === undefined ? undefined : byCtid.get(ctid);
      if (needed !== undefined) found.add(needed);
    }
  }
  return all.filter((plan) => found.has(plan));
}

/** The containers of each host, hosts in the order of their first container. */
export function byHost(containers: readonly GraphContainer[]): ReadonlyMap<string, readonly GraphContainer[]> {
  const hosts = new Map<string, GraphContainer[]>();
  for (const container of containers) {
    const known = hosts.get(container.host);
    if (known === undefined) hosts.set(container.host, [container]);
    else known.push(container);
  }
  return hosts;
}

/** Folders of hosts that containers mount, each once, in the order of the first mount. */
export function foldersOf({ containers, dependencies }: FleetGraph): readonly { host: string; folder: string }[] {
  const hosts = new Map(containers.map(({ ctid, host }) => [ctid, host]));
  const mounted = dependencies.flatMap((one) =>
    one.kind === "mounts" ? [{ host: hosts.get(one.from) ?? "", folder: one.folder }] : [],
  );
  return [...new Map(mounted.map((one) => [JSON.stringify(one), one])).values()];
}
