import type { Definition } from "./container.ts";
import { isDefinition, parentOf } from "./container-schema.ts";

/** Returns what has to be set up before a container: its template, then what its `dependsOn` names. */
export function needsOf(definition: Definition): Definition[] {
  const parent = parentOf(definition);
  const named: unknown = definition.options?.dependsOn;
  const others = Array.isArray(named) ? named.filter(isDefinition) : [];
  return [...new Set(parent === undefined ? others : [parent, ...others])];
}

/** Returns all that has to be set up before a container, what it names itself first. */
export function allNeedsOf(definition: Definition): Definition[] {
  const found = new Set<Definition>();
  for (let next = needsOf(definition); next.length > 0; next = next.flatMap(needsOf).filter((one) => !found.has(one)))
    for (const one of next) found.add(one);
  found.delete(definition);
  return [...found];
}

/** Returns the order in which a fleet is set up: by ascending CTID, and before each container what it needs. */
export function fleetOrder(definitions: Iterable<Definition>): Definition[] {
  const byCtid = [...definitions].sort((a, b) => ctidOf(a) - ctidOf(b));
  const members = new Set(byCtid);
  const ordered = new Set<Definition>();
  const entered = new Set<Definition>();
  const add = (one: Definition): void => {
    if (entered.has(one) || !members.has(one)) return;
    entered.add(one);
    needsOf(one)
      .sort((a, b) => ctidOf(a) - ctidOf(b))
      .forEach(add);
    ordered.add(one);
  };
  byCtid.forEach(add);
  return [...ordered];
}

/**
 * Returns the rounds of a fleet's set-up, counted from 0: all containers of a round can be set up at once. A container comes after what it needs, and after the
 * neighbours that its steps wait for, as far as those come before it in the order.
 */
export function fleetRounds(definitions: Iterable<Definition>): ReadonlyMap<Definition, number> {
  const rounds = new Map<Definition, number>();
  for (const one of fleetOrder(definitions)) {
    const before = [...needsOf(one), ...one.options.steps.flatMap(({ claims }) => claims.neighbour ?? [])];
    rounds.set(one, Math.max(-1, ...before.map((other) => rounds.get(other as Definition) ?? -1)) + 1);
  }
  return rounds;
}

/** Containers that are not sound have a place too, so that the order is the same each time. */
const ctidOf = ({ options }: Definition): number => (Number.isInteger(options?.ctid) ? options.ctid : 0);
