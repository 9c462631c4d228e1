import type { Origin, Problem } from "../validation/problem.ts";
import type { FeatureOptions } from "./features.ts";
import type { Host } from "./host.ts";
import type { Step } from "./step.ts";
import type { Duration, Size } from "./units.ts";

/** The container's one network interface, `eth0` unless named otherwise. */
export interface NetworkOptions {
  /** IPv4 address with prefix length, `10.0.0.99/24`. */
  readonly ip: `${string}/${string}`;
  /** IPv4 address of the gateway, inside the subnet of `ip`. */
  readonly gateway: string;
  /** Hardware address, six hex pairs: `52:54:00:67:89:99`. */
  readonly mac: string;
  /** Interface name inside, 1 to 15 characters. Default `eth0`. */
  readonly interface?: string;
  /** Whether Proxmox's firewall guards it; its rules are the host's. No part of the plan's hash. Default: as it is, and off where `export ansible` creates it. */
  readonly firewall?: boolean;
}

/** How long a container may take to come up. */
export interface ReadyOptions {
  /** Time from its start until init says that it runs and the names that steps need resolve, 10 seconds to 1 hour. */
  readonly within: Duration;
}

/** What vLLM is to serve; written to `phoenix_lxc_configs.json`, where the script reads it at run time. */
export interface VllmOptions {
  /** Hugging Face name or path of the model. */
  readonly model: string;
  /** GPUs one model is spread over, 1 to 8, at most as many as the container has. */
  readonly tensorParallelSize: number;
}

/** A warning that is meant to be so. */
export interface Acceptance {
  /** The warning's code, such as `D301`. */
  readonly code: `D${number}`;
  /** Why it is right here; shown by `explain`. */
  readonly reason: string;
}

/** What templates and applications have in common. */
export interface ContainerOptions {
  /** Container id, 100 to 999999999. */
  readonly ctid: number;
  /** Hostname; letters, digits and hyphens. */
  readonly name: string;
  /** One line for people. */
  readonly description?: string;
  /** RAM limit, 512 MiB to 128 GiB. */
  readonly memory: Size;
  /** CPU cores, 1 to 32. */
  readonly cores: number;
  /** Root disk, 10 to 1024 GiB. */
  readonly disk: Size;
  /** Address, gateway and hardware address of its one interface. */
  readonly network: NetworkOptions;
  /** What the container may do besides. Default: nothing. */
  readonly features?: FeatureOptions;
  /** Indices of the host's NVIDIA GPUs that the container sees. */
  readonly gpus?: readonly number[];
  /** What the generic orchestrator takes the container for. Default `none`. */
  readonly portainerRole?: "server" | "agent" | "none";
  /** What its vLLM is to serve; only for a container that runs one. */
  readonly vllm?: VllmOptions;
  /** How long the script waits for the container to come up; no part of the plan's hash. Default 180 s. */
  readonly ready?: ReadyOptions;
  /** The host that it is on: needed where there are several. A clone is on its template's. */
  readonly host?: Host;
  /**
   * Containers that are set up before this one: a database, a registry. Their definitions, imported from their files; a clone's template need not be named.
   * `export ansible` waits for them, and skips this one if one of them fails. No part of the plan's hash.
   */
  readonly dependsOn?: readonly Definition[];
  /** Proxmox storage id of the root disk. Default: the host's. */
  readonly storage?: string;
  /** What the script makes so, in this order. */
  readonly steps: readonly Step[];
  /** Warnings that are meant to be so, each with its reason. */
  readonly accept?: readonly Acceptance[];
}

/** A container that is created from an OS template. */
export interface Created {
  /** Whether root inside is an ordinary user outside. `pct` cannot change it later, nor in a clone. */
  readonly unprivileged: boolean;
  readonly cloneOf?: never;
}

/** A container that is cloned from another one's snapshot, and has that one's privilege. */
export interface Cloned {
  /** The template it is cloned from. */
  readonly cloneOf: Template;
  readonly unprivileged?: never;
}

/** What a template has besides: the snapshot it ends as. */
export interface Snapshotted {
  /** Snapshot name, 2 to 40 characters: a letter, then letters, digits, `_` and `-`. */
  readonly snapshot: string;
}

/** Options of {@link template}. */
export type TemplateOptions = ContainerOptions & Snapshotted & (Created | Cloned);

/** Options of {@link application}. */
export type ApplicationOptions = ContainerOptions & { readonly snapshot?: never } & (Created | Cloned);

/** A container that ends as a ZFS snapshot which others are cloned from. */
export interface Template {
  /** Tells it from an application. */
  readonly is: "template";
  /** As its author wrote them. */
  readonly options: TemplateOptions;
  /** The call that made it. */
  readonly origin: Origin;
  /** What is wrong with the options; empty if nothing is. */
  readonly problems: readonly Problem[];
}

/** A container that ends as a running service which answers. */
export interface Application {
  /** Tells it from a template. */
  readonly is: "application";
  /** As its author wrote them. */
  readonly options: ApplicationOptions;
  /** The call that made it. */
  readonly origin: Origin;
  /** What is wrong with the options; empty if nothing is. */
  readonly problems: readonly Problem[];
}

/** What a definition file exports. */
export type Definition = Template | Application;
