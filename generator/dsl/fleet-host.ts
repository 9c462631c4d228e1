import type { Definition } from "./container.ts";
import { parentOf } from "./container-schema.ts";
import type { Host } from "./host.ts";

/** A host of the fleet, by the name that it has there. */
export interface FleetHost {
  /** Its own name, or its file's. */
  readonly name: string;
  readonly file: string;
  readonly made: Host;
}

/** The host that a container is on: its own, its template's, or the only one. Undefined if that cannot be told. */
export function hostOf(definition: Definition, hosts: readonly FleetHost[]): FleetHost | undefined {
  const chain = new Set<Definition>();
  for (let at: Definition | undefined = definition; at !== undefined && !chain.has(at); at = parentOf(at)) {
    const named = at.options?.host;
    if (named !== undefined) return hosts.find(({ made }) => made === named);
    chain.add(at);
  }
  return hosts.length === 1 ? hosts[0] : undefined;
}
