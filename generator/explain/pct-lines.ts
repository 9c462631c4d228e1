import { word } from "../bash/word.ts";
import type { Definition } from "../dsl/container.ts";
import type { FeatureOptions } from "../dsl/features.ts";
import type { Host } from "../dsl/host.ts";
import { isUnprivileged } from "../dsl/privilege.ts";
import { inMebibytes } from "../dsl/units.ts";

/** What a container is made from where there is no `host.ts`: names that stand for what only the operator knows. */
export const UNKNOWN_HOST = { bridge: "<bridge>", storage: "<storage>", osTemplate: "<OS template>" };

/** The part of a host that containers are made from. */
export type Ground = Pick<Host, "bridge" | "storage" | "osTemplate">;

/**
 * The calls of `pct` that make a container as its definition describes it, up to its start, each as its words: what an orchestrator does
 * before it runs the container's script. A clone is a full copy, as `pct clone` makes it of a container that is no Proxmox template.
 */
export function pctLines(definition: Definition, ground: Ground): string[][] {
  const { ctid } = definition.options;
  const parent = definition.options.cloneOf;
  const made = parent === undefined ? created(definition, ground) : cloned(definition, parent, ground);
  return [...made, ["start", String(ctid)]].map((words) => ["pct", ...words]);
}

function created(definition: Definition, ground: Ground): string[][] {
  const { ctid, disk, storage = ground.storage } = definition.options;
  const rootfs = `${storage}:${inMebibytes(disk) / 1024}`;
  const privilege = isUnprivileged(definition) ? "1" : "0";
  const words = ["create", String(ctid), ground.osTemplate, ...named(definition), "--unprivileged", privilege];
  return [[...words, "--rootfs", rootfs, ...settings(definition, ground)]];
}

function cloned(definition: Definition, parent: Definition, ground: Ground): string[][] {
  const { ctid, disk, storage } = definition.options;
  const { ctid: from, snapshot = "", disk: inherited, features } = parent.options;
  const id = String(ctid);
  const elsewhere = storage === undefined ? [] : ["--storage", storage];
  const unwanted = featureWords(features) !== "" && featureWords(definition.options.features) === "";
  return [
    ["clone", String(from), id, "--snapname", snapshot, ...named(definition), ...elsewhere],
    ["set", id, ...settings(definition, ground), ...(unwanted ? ["--delete", "features"] : [])],
    // A disk that has its size already would be an error, and none can shrink.
    ...(inMebibytes(disk) > inMebibytes(inherited) ? [["resize", id, "rootfs", `${inMebibytes(disk) / 1024}G`]] : []),
  ];
}

const named = ({ options: { name, description } }: Definition): string[] => [
  "--hostname",
  name,
  ...(description === undefined ? [] : ["--description", description]),
];

function settings({ options: { memory, cores, network, features } }: Definition, { bridge }: Ground): string[] {
  const { ip, gateway, mac, interface: name = "eth0" } = network;
  const net = `name=${name},bridge=${bridge},gw=${gateway},hwaddr=${mac.toUpperCase()},ip=${ip},type=veth`;
  const switchedOn = featureWords(features);
  return [
    "--memory",
    String(inMebibytes(memory)),
    "--cores",
    String(cores),
    "--net0",
    net,
    ...(switchedOn === "" ? [] : ["--features", switchedOn]),
  ];
}

const featureWords = (features: FeatureOptions = {}): string =>
  Object.entries(features)
    .filter(([, on]) => on === true)
    .map(([name]) => `${name}=1`)
    .join(",");

/** Words as a line of Bash that can be copied. */
export const pctLine = (words: readonly string[]): string => words.map(word).join(" ");
