import type { Configures, WantedDevice, WantedMount } from "../../dsl/configures.ts";
import type { Host } from "../../dsl/host.ts";
import type { ContainerSettings } from "../../plan/container-settings.ts";
import type { Plan } from "../../plan/plan.ts";

/** What a container's configuration is to be, as far as the plan knows. */
export interface WantedContainer {
  /** Settings of the definition's own fields, without what a step sets. */
  readonly settings: ReadonlyMap<string, string>;
  /** Settings of `lxc.options` steps. */
  readonly scriptSettings: ReadonlyMap<string, string>;
  readonly disk: string;
  readonly unprivileged: boolean;
  readonly mounts: readonly WantedMount[];
  readonly devices: readonly WantedDevice[];
  /** Entries for LXC itself that steps add. */
  readonly raw: readonly string[];
  /** Whether a step may make mounts, or devices, that the plan does not know: one that has a condition. */
  readonly moreMounts: boolean;
  readonly moreDevices: boolean;
}

/** Returns what a container's configuration is to be. */
export function wantedContainer(
  plan: Plan,
  { settings, disk, unprivileged }: ContainerSettings,
  host?: Host,
): WantedContainer {
  const sure = configured(plan, (conditions) => conditions === 0);
  const unsure = configured(plan, (conditions) => conditions > 0);
  const set = new Map(sure.flatMap(({ options = [] }) => options));
  const left = new Set(unsure.flatMap(({ options = [] }) => options.map(([key]) => key)));
  const compared = {
    ...settings,
    net0: comparedParts(settings["net0"] ?? "", host),
    features: allFeatures(settings["features"]),
  };
  const own = Object.entries(compared).filter(([key]) => !left.has(key) && key !== "description");
  return {
    // What a step says of a feature is what the definition says (error D150), and the others are the definition's alone.
    settings: new Map(own.filter(([key]) => key === "features" || !set.has(key))),
    scriptSettings: new Map([...set].filter(([key]) => !left.has(key))),
    disk,
    unprivileged,
    mounts: sure.flatMap(({ mounts = [] }) => mounts),
    devices: sure.flatMap(({ devices = [] }) => devices),
    raw: sure.flatMap(({ raw = [] }) => raw),
    moreMounts: unsure.some(({ mounts }) => mounts !== undefined),
    moreDevices: unsure.some(({ devices }) => devices !== undefined),
  };
}

/** What the steps with so many conditions set. */
const configured = (plan: Plan, wanted: (conditions: number) => boolean): Configures[] =>
  plan.steps.flatMap(({ step: { traits, view, when } }) =>
    traits?.configures !== undefined && wanted(when.length) ? [traits.configures(view)] : [],
  );

/** The features that a definition speaks of: those that it does not name are off. */
const allFeatures = (switchedOn = ""): string =>
  ["fuse", "keyctl", "nesting"].map((name) => `${name}=${switchedOn.includes(`${name}=1`) ? 1 : 0}`).join(",");

/** Of an interface: not its type, of which there is one, nor a bridge that nobody knows. */
const comparedParts = (net: string, host: Host | undefined): string =>
  net
    .split(",")
    .filter((part) => !part.startsWith("type=") && (host !== undefined || !part.startsWith("bridge=")))
    .join(",");
