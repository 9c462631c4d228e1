import type { Definition } from "../../dsl/container.ts";
import { type FleetHost, hostOf } from "../../dsl/fleet-host.ts";
import type { Thing } from "../../dsl/things.ts";
import { ADMINISTRATORS } from "../../steps/options/package-things.ts";
import { SYSTEMS, type SystemFacts } from "./base-systems.ts";

/** What a container has before its first step. */
export interface BaseSystem {
  /** Returns whether a thing is there, or may be. */
  has(thing: Thing): boolean;
}

/** The OS template of Proxmox that a volume id or a path names, such as `debian-12-standard`. */
const NAMED = /(?:^|[/:])(debian-12|debian-13|ubuntu-24\.04)-standard[_-][^/]*$/;

/** Returns what a container has before its first step, as far as its host's OS template tells. */
export function baseOf(definition: Definition, hosts: readonly FleetHost[]): BaseSystem {
  const osTemplate = hostOf(definition, hosts)?.made.osTemplate;
  const name = typeof osTemplate === "string" ? NAMED.exec(osTemplate)?.[1] : undefined;
  const facts = name === undefined ? undefined : SYSTEMS[name];
  return facts === undefined ? UNKNOWN : known(facts());
}

const mayBeThere = ({ what, name }: Thing): boolean | undefined => {
  if (what === "path") return !ADMINISTRATORS.test(name);
  return what === "container" || what === "network" || what === "volume" ? false : undefined;
};

/** Somebody's own template may have whatever is not Docker's, and not the administrator's. */
const UNKNOWN: BaseSystem = { has: (thing) => mayBeThere(thing) ?? true };

/** Ports that a standard template listens on: ssh, and mail from the container itself. */
const PORTS = ["22", "25"];

const known = (facts: SystemFacts): BaseSystem => ({
  has: (thing) => {
    const { what, name } = thing;
    if (what === "user" || what === "group" || what === "package" || what === "program" || what === "unit")
      return facts[`${what}s`].has(name);
    return what === "port" ? PORTS.includes(name) : (mayBeThere(thing) ?? true);
  },
});
