import { gib, mib, seconds } from "../../dsl/units.ts";
import { isSound } from "./build-step.ts";
import { mebibytes, partsOf, type Setting } from "./conf-lines.ts";
import type { ImportedStep } from "./facts.ts";

type Options = Readonly<Record<string, unknown>>;

const bit = (value: string | undefined): boolean | undefined =>
  value === "1" ? true : value === "0" || value === undefined ? false : undefined;

/** Drops what says nothing. */
const given = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== false));

/** A mount, a volume or a device as a step that makes exactly that entry; undefined if none does. */
export function entryStep({ key, value, place }: Setting): ImportedStep | undefined {
  const found = key.startsWith("dev") ? device(value) : mountPoint(value);
  return found && isSound(found) ? { ...found, place } : undefined;
}

function device(value: string): Pick<ImportedStep, "call" | "options"> | undefined {
  const parts = partsOf(value, "path");
  if (parts === undefined || !onlyHas(parts, ["path", "gid", "uid", "mode", "deny-write"])) return undefined;
  const number = (name: string): number | undefined => (parts.has(name) ? Number(parts.get(name)) : undefined);
  const readOnly = bit(parts.get("deny-write"));
  if (readOnly === undefined) return undefined;
  const options = {
    path: parts.get("path"),
    group: number("gid"),
    owner: number("uid"),
    mode: parts.get("mode"),
    readOnly,
  };
  return { call: "lxc.device", options: given(options) };
}

function mountPoint(value: string): Pick<ImportedStep, "call" | "options"> | undefined {
  const parts = partsOf(value, "volume");
  const volume = parts?.get("volume") ?? "";
  const path = parts?.get("mp");
  const [readOnly, backup, shared] = ["ro", "backup", "shared"].map((name) => bit(parts?.get(name)));
  if (parts === undefined || readOnly === undefined || backup === undefined || shared === undefined) return undefined;
  if (volume.startsWith("/")) {
    // A size is only shown; a device's node is no folder.
    if (!onlyHas(parts, ["volume", "mp", "ro", "shared", "size"]) || volume.startsWith("/dev/")) return undefined;
    return { call: "lxc.mount", options: given({ source: volume, path, readOnly, shared }) };
  }
  const storage = /^([^:]+):/.exec(volume)?.[1];
  const size = mebibytes(parts.get("size"));
  if (!onlyHas(parts, ["volume", "mp", "ro", "backup", "size"]) || size === undefined || size % 1024 !== 0)
    return undefined;
  return { call: "lxc.volume", options: given({ storage, path, size: gib(size / 1024), backup, readOnly }) };
}

const onlyHas = (parts: ReadonlyMap<string, string>, known: readonly string[]): boolean =>
  [...parts.keys()].every((key) => known.includes(key));

/** Settings that are options of `lxc.options`, as they are written there; undefined for what no option says. */
const OPTIONS: Readonly<Record<string, (value: string) => Options | undefined>> = {
  swap: (value) => ({ swap: value === "0" ? "none" : mib(Number(value)) }),
  cpulimit: (value) => ({ cpuLimit: Number(value) }),
  cpuunits: (value) => ({ cpuShare: Number(value) }),
  onboot: (value) => ({ onboot: bit(value) }),
  protection: (value) => ({ protection: bit(value) }),
  nameserver: (value) => ({ nameservers: value.split(/[\s,;]+/).filter((one) => one !== "") }),
  searchdomain: (value) => ({ searchDomain: value }),
  tags: (value) => ({ tags: value.split(/[\s,;]+/).filter((one) => one !== "") }),
  startup,
};

function startup(value: string): Options | undefined {
  const parts = partsOf(value, "order");
  if (parts === undefined || !onlyHas(parts, ["order", "up", "down"])) return undefined;
  const time = (name: string) => (parts.has(name) ? seconds(Number(parts.get(name))) : undefined);
  const order = Number(parts.get("order"));
  return { startup: given({ order, up: time("up"), down: time("down") }) };
}

/** Whether a setting may be one of {@link lxcOption}. */
export const isLxcOption = (key: string): boolean => Object.hasOwn(OPTIONS, key);

/** What a setting is in `lxc.options({…})`; undefined if no option says it. */
export function lxcOption({ key, value }: Pick<Setting, "key" | "value">): Options | undefined {
  const options = OPTIONS[key]?.(value);
  return options && isSound({ call: "lxc.options", options }) ? options : undefined;
}
