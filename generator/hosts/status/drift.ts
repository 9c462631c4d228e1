import { type ContainerConfig, mebibytesOf, partsOf, settingsAfterRestart } from "./container-config.ts";
import { deviceDrift, mountDrift, rawDrift } from "./entry-drift.ts";
import type { Drift, Looked, Settings } from "./look.ts";
import { sameSetting } from "./same-setting.ts";
import type { WantedContainer } from "./wanted.ts";

/** Returns what differs between a container's configuration and its definition. */
export function driftOf(config: ContainerConfig, wanted: WantedContainer): Drift[] {
  const after = settingsAfterRestart(config);
  const looks = [...ownLooks(wanted), ...mountDrift(config.settings, wanted), ...deviceDrift(config.settings, wanted)];
  return [...looks.flatMap((one) => differs(one, config.settings, after)), ...rawDrift(config, wanted)];
}

function differs({ look, ...rest }: Looked, settings: Settings, after: Settings): Drift[] {
  const now = look(settings);
  const then = look(after);
  if (now.isRight && then.isRight) return [];
  if (now.isRight) return [{ ...rest, is: then.is, when: "restart breaks" }];
  return [{ ...rest, is: now.is, when: then.isRight ? "restart" : "now" }];
}

function ownLooks({ settings, scriptSettings, disk, unprivileged }: WantedContainer): Looked[] {
  return [
    ...[...settings].map(([key, value]) => setting(key, value, "container")),
    {
      setting: "rootfs",
      wanted: disk,
      owner: "container",
      look: (found) => {
        const rootfs = found.get("rootfs");
        const size = partsOf(rootfs ?? "").get("size");
        // No disk can be made smaller, so a larger one is right.
        return { isRight: rootfs !== undefined && mebibytesOf(size) >= mebibytesOf(disk), is: size ?? rootfs ?? "" };
      },
    },
    {
      setting: "unprivileged",
      wanted: unprivileged ? "1" : "0",
      owner: "container",
      look: (found) => {
        const is = found.get("unprivileged") === "1";
        return { isRight: is === unprivileged, is: is ? "1" : "0" };
      },
    },
    ...[...scriptSettings].map(([key, value]) => setting(key, value, "script")),
  ];
}

const setting = (key: string, wanted: string, owner: Drift["owner"]): Looked => ({
  setting: key,
  wanted: key === "features" ? switchedOn(wanted) : wanted,
  owner,
  look: (settings) => ({ isRight: sameSetting(key, settings.get(key), wanted), is: settings.get(key) ?? "" }),
});

const switchedOn = (features: string): string =>
  features
    .split(",")
    .filter((part) => !part.endsWith("=0"))
    .join(",");
