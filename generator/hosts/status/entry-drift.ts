import type { WantedDevice, WantedMount } from "../../dsl/configures.ts";
import { type ContainerConfig, mebibytesOf, partsOf } from "./container-config.ts";
import type { Drift, Look, Looked, Settings } from "./look.ts";
import type { WantedContainer } from "./wanted.ts";

/** A numbered entry of a configuration: its key, what comes first in it, and its other parts. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly first: string;
  readonly parts: ReadonlyMap<string, string>;
}

/** Entries `mp0`, `mp1`, … or `dev0`, `dev1`, …; the first part may bear a name. */
function entriesOf(settings: Settings, kind: "mp" | "dev"): Entry[] {
  return [...settings].flatMap(([key, value]) => {
    if (!new RegExp(`^${kind}\\d+$`).test(key)) return [];
    const parts = partsOf(value);
    const first = parts.get("") ?? parts.get(kind === "mp" ? "volume" : "path") ?? "";
    return [{ key, value, first, parts }];
  });
}

/** Returns how the mounts that steps make are looked at, and those that no step makes. */
export function mountDrift(settings: Settings, { mounts, moreMounts }: WantedContainer): Looked[] {
  const known = new Set(mounts.map(({ path }) => path));
  const foreign = entriesOf(settings, "mp").filter(({ parts }) => !known.has(parts.get("mp") ?? ""));
  return [
    ...mounts.map(
      (mount): Looked => ({
        setting: `mount ${mount.path}`,
        wanted: mount.source ?? `${mount.storage}:${mount.mebibytes / 1024}`,
        owner: "script",
        look: (found) => mountLook(found, mount),
      }),
    ),
    ...(moreMounts ? [] : foreign.map(({ key }) => notWanted(key))),
  ];
}

function mountLook(settings: Settings, wanted: WantedMount): Look {
  const entry = entriesOf(settings, "mp").find(({ parts }) => parts.get("mp") === wanted.path);
  if (entry === undefined) return { isRight: false, is: "" };
  const { first, parts, value } = entry;
  const isMeant =
    wanted.source === null
      ? first.startsWith(`${wanted.storage}:`) && mebibytesOf(parts.get("size")) >= wanted.mebibytes
      : first === wanted.source;
  const hasParts = [...wanted.parts].every(([name, part]) => (parts.get(name) ?? "") === part);
  return { isRight: isMeant && hasParts, is: value };
}

/** Returns how the devices that steps make are looked at, and those that no step makes. */
export function deviceDrift(settings: Settings, { devices, moreDevices }: WantedContainer): Looked[] {
  const known = new Set(devices.map(({ path }) => path));
  const foreign = entriesOf(settings, "dev").filter(({ first }) => !known.has(first));
  return [
    ...devices.map(
      (device): Looked => ({
        setting: `device ${device.path}`,
        wanted: [device.path, ...device.parts].join(","),
        owner: "script",
        look: (found) => deviceLook(found, device),
      }),
    ),
    ...(moreDevices ? [] : foreign.map(({ key }) => notWanted(key))),
  ];
}

/** Of parts whose number is looked up inside, it is only known that they are there. */
function deviceLook(settings: Settings, { path, parts: wanted, open }: WantedDevice): Look {
  const entry = entriesOf(settings, "dev").find(({ first }) => first === path);
  if (entry === undefined) return { isRight: false, is: "" };
  const { parts, value } = entry;
  const named = [...parts].filter(([name]) => !["", "path", ...open].includes(name)).map((part) => part.join("="));
  const isRight = open.every((name) => parts.has(name)) && [...named].sort().join() === [...wanted].sort().join();
  return { isRight, is: value };
}

const notWanted = (key: string): Looked => ({
  setting: key,
  wanted: "",
  owner: "container",
  look: (settings) => ({ isRight: !settings.has(key), is: settings.get(key) ?? "" }),
});

/** Returns the entries for LXC itself that a step adds and that are not there. */
export function rawDrift({ raw }: ContainerConfig, wanted: WantedContainer): Drift[] {
  const normal = new Set(raw);
  return wanted.raw
    .filter((entry) => !normal.has(entry))
    .map((entry) => ({
      setting: entry.replace(/:.*/, ""),
      is: "",
      wanted: entry.replace(/^[^:]*: /, ""),
      when: "now",
      owner: "script",
    }));
}
