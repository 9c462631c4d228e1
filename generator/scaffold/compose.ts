import type { Definition, NetworkOptions, Template } from "../dsl/container.ts";
import { application, cidr, template } from "../dsl/container-schema.ts";
import type { FleetHost } from "../dsl/fleet-host.ts";
import { isUnprivileged } from "../dsl/privilege.ts";
import type { Step } from "../dsl/step.ts";
import { gib, mib, type Size } from "../dsl/units.ts";
import { apt, docker } from "../index.ts";
import { freeAddress, freeMac, isOnSubnet, type Neighbour, neighbourOf } from "./next-free.ts";

/** What is known of a container that is to be written; what is missing is taken from its parent and its neighbours. */
export interface Wish {
  readonly ctid: number;
  readonly name: string;
  readonly description?: string;
  readonly parent?: Template;
  /** The one that the definition names; a clone is on its template's, and the only one needs no name. */
  readonly host?: FleetHost;
  /** Without one, it is an application. */
  readonly snapshot?: string;
  /** With or without prefix length. */
  readonly ip?: string;
  readonly gateway?: string;
  readonly mac?: string;
  readonly memory?: Size;
  readonly cores?: number;
  readonly disk?: Size;
}

/** A container that was thought out, and where its addresses come from. */
export interface Composed {
  readonly definition: Definition;
  readonly first: FirstStep;
  /** The container whose addresses are nearest; undefined if there is none. */
  readonly neighbour: Definition | undefined;
  /** The host that it names. */
  readonly host?: FleetHost;
  /** The one whose gateway it shares; undefined if the gateway was given. */
  readonly gatewayOf: Definition | undefined;
}

/** The step that a new definition begins with. */
export type FirstStep = "docker.ready" | "apt.packages";

/** Thinks a container out. Returns text if something has to be given that nothing else tells. */
export function compose(wish: Wish, fleet: readonly Definition[]): Composed | string {
  const found = networkFor(wish, fleet);
  if (typeof found === "string") return found;
  const { parent, ctid, name } = wish;
  const like = parent ?? fleet.find(({ options }) => options.cloneOf === undefined);
  const { step, first } = firstStep(parent);
  const { memory = mib(2048), cores = 2, disk = gib(32), features, gpus, storage } = like?.options ?? {};
  const options = {
    ctid,
    name,
    ...(wish.description === undefined ? {} : { description: wish.description }),
    memory: wish.memory ?? memory,
    cores: wish.cores ?? cores,
    disk: wish.disk ?? disk,
    network: found.network,
    ...(wish.host === undefined ? {} : { host: wish.host.made }),
    ...(parent && features ? { features } : {}),
    ...(parent && gpus ? { gpus } : {}),
    ...(storage === undefined ? {} : { storage }),
    steps: [step],
  };
  const privilege = parent ? { cloneOf: parent } : { unprivileged: like === undefined || isUnprivileged(like) };
  const { snapshot } = wish;
  const definition =
    snapshot === undefined
      ? application({ ...options, ...privilege })
      : template({ ...options, ...privilege, snapshot });
  const { neighbour, gatewayOf } = found;
  return { definition, first, neighbour, gatewayOf, ...(wish.host === undefined ? {} : { host: wish.host }) };
}

interface Network {
  readonly network: NetworkOptions;
  readonly neighbour: Definition | undefined;
  readonly gatewayOf: Definition | undefined;
}

function networkFor(wish: Wish, fleet: readonly Definition[]): Network | string {
  const all = fleet.map(({ options: { ctid, network } }): Neighbour => ({ ctid, network }));
  const near = neighbourOf(wish.ctid, all);
  const definitionOf = (one: Neighbour | undefined) => fleet.find(({ options }) => options.ctid === one?.ctid);
  const prefix = near?.network.ip.replace(/.*\//, "") ?? "24";
  const given = wish.ip === undefined || wish.ip.includes("/") ? wish.ip : `${wish.ip}/${prefix}`;
  const ip = (given as NetworkOptions["ip"] | undefined) ?? (near && freeAddress(wish.ctid, near, all));
  if (ip === undefined)
    return near
      ? `no address is free on the subnet of ${near.network.ip}; give --ip and --gateway`
      : "give --ip and --gateway: there is no other container to take them from";
  const sharing = [...(near ? [near] : []), ...all].find(({ network }) => isOnSubnet(network.gateway, ip));
  // Of an address that is none, the schema tells; it is not for want of a gateway.
  const isAddress = cidr.safeParse(ip).success;
  const gateway = wish.gateway ?? sharing?.network.gateway ?? (isAddress ? undefined : "");
  if (gateway === undefined) return `give --gateway: no other container is on the subnet of ${ip}`;
  const mac = wish.mac ?? (near ? freeMac(wish.ctid, near, all) : firstMac(wish.ctid));
  const face = near?.network.interface;
  return {
    network: { ip, gateway, mac, ...(face === undefined ? {} : { interface: face }) },
    neighbour: definitionOf(near),
    gatewayOf: wish.gateway === undefined ? definitionOf(sharing) : undefined,
  };
}

/** With the prefix that Proxmox itself uses, then the CTID's last six digits. */
const firstMac = (ctid: number): string =>
  `BC:24:11:${String(ctid % 1_000_000)
    .padStart(6, "0")
    .match(/../g)
    ?.join(":")}`;

/** A step that is right to begin with, for an author to go on from. */
function firstStep(parent: Definition | undefined): { step: Step; first: FirstStep } {
  return hasDocker(parent)
    ? { step: docker.ready({}), first: "docker.ready" }
    : { step: apt.packages({ packages: ["curl"] }), first: "apt.packages" };
}

const hasDocker = (definition: Definition | undefined): boolean =>
  definition !== undefined &&
  (definition.options.steps.some(({ traits }) => traits?.docker === true) || hasDocker(definition.options.cloneOf));
