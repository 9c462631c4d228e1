import type { Host } from "../../dsl/host.ts";
import type { Step } from "../../dsl/step.ts";
import type { ContainerSettings } from "../../plan/container-settings.ts";
import type { Plan } from "../../plan/plan.ts";

/** A mount that a step of the script makes: a folder of the host, or a volume. */
export interface WantedMount {
  readonly path: string;
  /** The folder of the host; null for a volume. */
  readonly source: string | null;
  /** The storage of a volume; null for a folder. */
  readonly storage: string | null;
  /** The least size of a volume in MiB. */
  readonly mebibytes: number;
  /** Further parts by their name; empty text means none. */
  readonly parts: ReadonlyMap<string, string>;
}

/** A device entry that a step of the script makes. */
export interface WantedDevice {
  readonly path: string;
  /** Parts of the entry such as `mode=0660`; without those whose number is known inside only. */
  readonly parts: readonly string[];
  /** Names of those parts. */
  readonly open: readonly string[];
}

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

/** Kinds of steps that set something of the container's configuration. */
const OWNERS = new Set(["lxc-options", "lxc-mount", "lxc-volume", "lxc-device", "nvidia-devices"]);

/** Returns what a container's configuration is to be. */
export function wantedContainer(
  plan: Plan,
  { settings, disk, unprivileged }: ContainerSettings,
  host?: Host,
): WantedContainer {
  const owners = plan.steps.map(({ step }) => step).filter(({ kind }) => OWNERS.has(kind));
  const sure = owners.filter(({ when }) => when.length === 0);
  const unsure = owners.filter(({ when }) => when.length > 0);
  const set = new Map(sure.flatMap(optionsOf));
  const left = new Set(unsure.flatMap(optionsOf).map(([key]) => key));
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
    mounts: sure.flatMap(mountsOf),
    devices: sure.flatMap(devicesOf),
    raw: sure.flatMap(nvidiaEntries),
    moreMounts: unsure.some(({ kind }) => kind === "lxc-mount" || kind === "lxc-volume"),
    moreDevices: unsure.some(({ kind }) => kind === "lxc-device"),
  };
}

/** The features that a definition speaks of: those that it does not name are off. */
const allFeatures = (switchedOn = ""): string =>
  ["fuse", "keyctl", "nesting"].map((name) => `${name}=${switchedOn.includes(`${name}=1`) ? 1 : 0}`).join(",");

/** Of an interface: not its type, of which there is one, nor a bridge that nobody knows. */
const comparedParts = (net: string, host: Host | undefined): string =>
  net
    .split(",")
    .filter((part) => !part.startsWith("type=") && (host !== undefined || !part.startsWith("bridge=")))
    .join(",");

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const pairs = (value: unknown): [string, string][] => {
  const list = words(value);
  return list.flatMap((key, i): [string, string][] => (i % 2 === 0 ? [[key, list[i + 1] ?? ""]] : []));
};

const optionsOf = ({ kind, view }: Step): [string, string][] => (kind === "lxc-options" ? pairs(view["wanted"]) : []);

function mountsOf({ kind, view }: Step): WantedMount[] {
  const parts = new Map(pairs(view["parts"]));
  const path = String(view["path"]);
  if (kind === "lxc-mount") return [{ path, source: String(view["source"]), storage: null, mebibytes: 0, parts }];
  if (kind !== "lxc-volume") return [];
  return [{ path, source: null, storage: String(view["storage"]), mebibytes: Number(view["gib"]) * 1024, parts }];
}

function devicesOf({ kind, view }: Step): WantedDevice[] {
  if (kind !== "lxc-device") return [];
  const [path = "", ...parts] = String(view["wanted"]).split(",");
  return [{ path, parts, open: pairs(view["names"]).map(([part]) => part) }];
}

/** As the step's template prints them, but for the one whose number differs from host to host. */
function nvidiaEntries({ kind, view }: Step): string[] {
  if (kind !== "nvidia-devices") return [];
  const names = [...words(view["gpus"]).map((gpu) => `nvidia${gpu}`), "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools"];
  return [
    ...names.map((name) => `lxc.mount.entry: /dev/${name} dev/${name} none bind,optional,create=file`),
    "lxc.mount.entry: /dev/nvidia-caps dev/nvidia-caps none bind,optional,create=dir",
    "lxc.cgroup2.devices.allow: c 195:* rwm",
  ];
}
