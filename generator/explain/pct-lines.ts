import { word } from "../bash/word.ts";
import type { Definition } from "../dsl/container.ts";
import { inMebibytes } from "../dsl/units.ts";
import { type ContainerSettings, containerSettings, type HostSettings } from "../plan/container-settings.ts";

/**
 * The calls of `pct` that make a container as its definition describes it, up to its start, each as its words: what an orchestrator does
 * before it runs the container's script. A clone is a full copy, as `pct clone` makes it of a container that is no Proxmox template.
 */
export function pctLines(definition: Definition, host: HostSettings): string[][] {
  const { ctid } = definition.options;
  const parent = definition.options.cloneOf;
  const settings = containerSettings(definition, host);
  const made = parent === undefined ? created(definition, settings, host) : cloned(definition, parent, settings);
  return [...made, ["start", String(ctid)]].map((words) => ["pct", ...words]);
}

function created(
  { options: { ctid, disk } }: Definition,
  container: ContainerSettings,
  host: HostSettings,
): string[][] {
  const { settings, storage, unprivileged } = container;
  // With a size in GiB, `pct create` makes a volume; it takes no unit.
  const rootfs = `${storage}:${inMebibytes(disk) / 1024}`;
  const words = ["create", String(ctid), host.osTemplate, ...flags(settings, NAMED)];
  return [[...words, "--unprivileged", unprivileged ? "1" : "0", "--rootfs", rootfs, ...flags(settings, OTHERS)]];
}

function cloned({ options }: Definition, parent: Definition, { settings, disk }: ContainerSettings): string[][] {
  const { ctid: from, snapshot = "", features = {} } = parent.options;
  const id = String(options.ctid);
  const elsewhere = options.storage === undefined ? [] : ["--storage", options.storage];
  const unwanted = Object.values(features).includes(true) && settings["features"] === undefined;
  return [
    ["clone", String(from), id, "--snapname", snapshot, ...flags(settings, NAMED), ...elsewhere],
    ["set", id, ...flags(settings, OTHERS), ...(unwanted ? ["--delete", "features"] : [])],
    // A disk that has its size already would be an error, and none can shrink.
    ...(inMebibytes(options.disk) > inMebibytes(parent.options.disk) ? [["resize", id, "rootfs", disk]] : []),
  ];
}

/** Settings that `pct clone` takes, too. */
const NAMED = ["hostname", "description"];
const OTHERS = ["memory", "cores", "net0", "features"];

const flags = (settings: ContainerSettings["settings"], names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [`--${name}`, value];
  });

/** Words as a line of Bash that can be copied. */
export const pctLine = (words: readonly string[]): string => words.map(word).join(" ");
