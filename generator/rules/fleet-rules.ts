import type { Definition } from "../dsl/container.ts";
import { parentOf } from "../dsl/container-schema.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import { described } from "../validation/described.ts";
import type { Problem } from "../validation/problem.ts";
import { severityOf } from "../validation/problem-codes.ts";

/** What two containers must not share, in the whole cluster or in one network: how it reads in a definition, and how it is compared. */
const unique: {
  name: string;
  path: readonly string[];
  within: "cluster" | "network";
  of: (definition: Definition) => string;
}[] = [
  { name: "CTID", path: ["ctid"], within: "cluster", of: ({ options }) => String(options.ctid) },
  { name: "hostname", path: ["name"], within: "network", of: ({ options }) => options.name.toLowerCase() },
  {
    name: "IP address",
    path: ["network", "ip"],
    within: "network",
    of: ({ options }) => options.network.ip.replace(/\/.*/, ""),
  },
  {
    name: "MAC address",
    path: ["network", "mac"],
    within: "network",
    of: ({ options }) => options.network.mac.toLowerCase(),
  },
];

/** Two containers that say the same where each needs its own. The later one is reported, with the earlier one's place. */
export function clashes(definitions: readonly Definition[], hosts: readonly FleetHost[]): Problem[] {
  const networks = new Map(definitions.map((one) => [one, networkOf(one, hosts)]));
  return unique.flatMap(({ name, path, within, of }) => {
    const first = new Map<string, Definition>();
    return definitions.flatMap((definition): Problem[] => {
      const value = of(definition);
      const key = within === "cluster" ? value : `${networks.get(definition)} ${value}`;
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, definition);
        return [];
      }
      // A copied file says everything twice; its CTID is what to mend first.
      if (name !== "CTID" && other.options.ctid === definition.options.ctid) return [];
      return [
        problem(
          definition,
          path,
          "D110",
          `${name} ${value} is taken by container ${other.options.ctid}`,
          `give each container its own ${name}`,
          [{ origin: other.origin, path, label: "first used here" }],
        ),
      ];
    });
  });
}

/** The name of the network that a container is in; without a host, there is only one. */
function networkOf(definition: Definition, hosts: readonly FleetHost[]): string {
  const host = hostOf(definition, hosts)?.made;
  return host?.network ?? host?.bridge ?? "";
}

/** The gateway has to be reachable on the container's own subnet, and is not the container itself. */
export function networkProblems(definition: Definition): Problem[] {
  const { ip, gateway } = definition.options.network;
  const [address = "", prefix = "32"] = ip.split("/");
  const mask = prefix === "0" ? 0 : (~0 << (32 - Number(prefix))) >>> 0;
  const subnet = (dotted: string) => (number(dotted) & mask) >>> 0;
  const wrong = (message: string) =>
    problem(definition, ["network", "gateway"], "D111", message, "mend the gateway or the address");
  if (subnet(address) !== subnet(gateway)) return [wrong(`gateway ${gateway} lies outside the subnet of ${ip}`)];
  return address === gateway ? [wrong(`gateway ${gateway} is the container's own address`)] : [];
}

const number = (dotted: string): number => dotted.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);

/** The parent has to be part of the fleet; a chain never comes back to its start. */
export function cloneProblems(definition: Definition, fleet: ReadonlySet<Definition>): Problem[] {
  const parent = definition.options.cloneOf;
  if (parent === undefined) return [];
  const chain = new Set<Definition>([definition]);
  for (let next: Definition | undefined = parent; next !== undefined; next = parentOf(next)) {
    if (chain.has(next))
      return [
        problem(
          definition,
          ["cloneOf"],
          "D112",
          "the chain of clones comes back to its start",
          "clone from a template that is created",
        ),
      ];
    chain.add(next);
  }
  if (!fleet.has(parent)) {
    const message = `container ${described(parent.options?.ctid)}, which this one is cloned from, is not exported by a definition file`;
    return [
      problem(
        definition,
        ["cloneOf"],
        "D113",
        message,
        "give the parent a file of its own, definitions/<CTID>-<name>.ts",
      ),
    ];
  }
  return [];
}

/** Whoever is waited for has to be part of the fleet. */
export function neighbourProblems(definition: Definition, fleet: ReadonlySet<object>): Problem[] {
  return definition.options.steps.flatMap(({ claims: { neighbour }, origin }): Problem[] => {
    if (neighbour === undefined || fleet.has(neighbour)) return [];
    const message = `container ${described(neighbour.options?.ctid)}, which this step waits for, is not exported by a definition file`;
    const fix = "give it a file of its own, definitions/<CTID>-<name>.ts, and import it from there";
    return [{ code: "D140", severity: severityOf("D140"), message, fix, origin, path: ["container"] }];
  });
}

/** A problem of a container as a whole. */
export const problem = (
  definition: Definition,
  path: readonly PropertyKey[],
  code: Problem["code"],
  message: string,
  fix: string,
  related: Problem["related"] = [],
): Problem => ({ code, severity: severityOf(code), message, fix, origin: definition.origin, path, related });
