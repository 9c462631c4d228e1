import type { FeatureOptions } from "../../dsl/features.ts";
import type { Finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";

/** A value and where an input says it. */
export interface Said<Value> {
  readonly value: Value;
  readonly place: Place;
}

/** A step that an input's setting becomes. */
export interface ImportedStep {
  readonly call:
    | "lxc.options"
    | "lxc.mount"
    | "lxc.volume"
    | "lxc.device"
    | "nvidia.devices"
    | "secret.fromEnvironment";
  readonly options: Readonly<Record<string, unknown>>;
  readonly place: Place;
  /** What stands above it in the definition. */
  readonly note?: string;
}

/** A setting that no option has. */
export interface Leftover {
  /** The setting and its value, as far as it may be shown. */
  readonly text: string;
  readonly place: Place;
}

/** What inputs say of one container. Undefined is what they do not say. */
export interface Facts {
  readonly ctid: number;
  readonly place: Place;
  readonly from: "json" | "conf";
  /** Whether something in it was wrong, so that what it lacks says nothing new. */
  unsound?: boolean;
  name?: Said<string>;
  description?: Said<string>;
  memory?: Said<number>;
  cores?: Said<number>;
  disk?: Said<number>;
  storage?: Said<string>;
  osTemplate?: Said<string>;
  unprivileged?: Said<boolean>;
  ip?: Said<string>;
  gateway?: Said<string>;
  mac?: Said<string>;
  interface?: Said<string>;
  firewall?: Said<boolean>;
  bridge?: Said<string>;
  features?: Said<FeatureOptions>;
  gpus?: Said<readonly number[]>;
  portainerRole?: Said<string>;
  model?: Said<string>;
  tensorParallelSize?: Said<number>;
  snapshot?: Said<string>;
  parent?: Said<number>;
  readonly steps: ImportedStep[];
  readonly leftovers: Leftover[];
  /** Names of snapshots that a file has; the one that it ends as, if that is known, is not among them. */
  readonly snapshots: Said<string>[];
}

/** What a configuration says of the host as a whole. */
export interface HostFacts {
  driver?: Said<string>;
  runfile?: Said<string>;
  repository?: Said<string>;
}

/** All that an input says. */
export interface Input {
  readonly containers: readonly Facts[];
  readonly host: HostFacts;
  readonly findings: readonly Finding[];
}

/** Fields that are one value each. */
export const FIELDS = [
  ...(["name", "description", "memory", "cores", "disk", "storage", "osTemplate", "unprivileged", "ip"] as const),
  ...(["gateway", "mac", "interface", "bridge", "features", "gpus", "portainerRole", "model"] as const),
  ...(["tensorParallelSize", "snapshot", "parent"] as const),
];

/** What is known of a container before anything was read. */
export const noFacts = (ctid: number, place: Place, from: Facts["from"]): Facts => ({
  ctid,
  place,
  from,
  steps: [],
  leftovers: [],
  snapshots: [],
});
