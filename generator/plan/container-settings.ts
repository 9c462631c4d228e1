import type { Definition } from "../dsl/container.ts";
import type { FeatureOptions } from "../dsl/features.ts";
import type { Host } from "../dsl/host.ts";
import { isUnprivileged } from "../dsl/privilege.ts";
import { inMebibytes, type Size } from "../dsl/units.ts";

/** What a container is made from where there is no `host.ts`: names that stand for what only the operator knows. */
export const UNKNOWN_HOST = { bridge: "<bridge>", storage: "<storage>", osTemplate: "<OS template>" };

/** The settings of a host that containers are made from. */
export type HostSettings = Pick<Host, "bridge" | "storage" | "osTemplate">;

/** Values by their name in `pct set` and in `/etc/pve/lxc/<CTID>.conf`. */
export type Settings = Readonly<Record<string, string>>;

/** A container as Proxmox holds it: what whoever creates it sets, and what its script sets. */
export interface ContainerSettings {
  /**
   * What the definition's own fields say, spelt as in the container's configuration. `description` is plain text there; `features` names those that
   * are on, and is missing if none is.
   */
  readonly settings: Settings;
  /** What steps of the script set (`lxc.options`), spelt likewise; whoever creates or updates the container leaves these to the script. */
  readonly scriptSettings: Settings;
  /** Size of the root disk, such as `128G`. */
  readonly disk: string;
  /** Proxmox storage id of the root disk. */
  readonly storage: string;
  readonly unprivileged: boolean;
  /** How many templates it descends from: 0 for a container that is created from an OS template. */
  readonly depth: number;
}

/** Returns a container's settings as Proxmox spells them; `host` is where it lives. */
export function containerSettings(definition: Definition, host: HostSettings): ContainerSettings {
  const { name, description, memory, cores, disk, features, storage = host.storage } = definition.options;
  const switchedOn = featureWords(features);
  return {
    settings: {
      hostname: name,
      ...(description !== undefined && { description }),
      memory: String(inMebibytes(memory)),
      cores: String(cores),
      net0: interfaceWords(definition, host),
      ...(switchedOn !== "" && { features: switchedOn }),
    },
    scriptSettings: scriptSettings(definition),
    disk: sized(disk),
    storage,
    unprivileged: isUnprivileged(definition),
    depth: cloneDepth(definition),
  };
}

/** Returns how many templates a container descends from. */
export function cloneDepth({ options: { cloneOf } }: Definition): number {
  return cloneOf === undefined ? 0 : cloneDepth(cloneOf) + 1;
}

/** Returns a size as Proxmox writes it: in the largest unit that is whole. */
export const sized = (size: Size): string =>
  inMebibytes(size) % 1024 === 0 ? `${inMebibytes(size) / 1024}G` : `${inMebibytes(size)}M`;

function interfaceWords({ options: { network } }: Definition, { bridge }: HostSettings): string {
  const { ip, gateway, mac, interface: name = "eth0", firewall } = network;
  const guarded = firewall === undefined ? "" : `,firewall=${firewall ? 1 : 0}`;
  return `name=${name},bridge=${bridge}${guarded},gw=${gateway},hwaddr=${mac.toUpperCase()},ip=${ip},type=veth`;
}

const featureWords = (features: FeatureOptions = {}): string =>
  Object.entries(features)
    .filter(([, on]) => on === true)
    .map(([name]) => `${name}=1`)
    .join(",");

/** A later step's word counts. */
const scriptSettings = ({ options: { steps } }: Definition): Settings =>
  Object.fromEntries(steps.flatMap(({ traits, view }) => traits?.configures?.(view).options ?? []));
