import * as z from "zod";
import { pairs } from "../../dsl/configures.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { userNamed } from "../options/things.ts";
import { accountName } from "./user-present.ts";

/** Options of {@link lxcDevice}. */
export interface LxcDeviceOptions extends StepOptions {
  /** Device node of the host, which is to be there inside under the same name, such as `/dev/dri/renderD128`. */
  readonly path: string;
  /**
   * Group that it belongs to inside: its name, such as `render`, whose number is looked up inside when the script runs, so that this step stands
   * after the one that brings the group; or its number, which for other groups than Debian's own, such as `video` with 44, differs from one container
   * to the next. Default 0, `root`.
   */
  readonly group?: string | number;
  /** User who owns it inside, by name or number likewise. Default 0, `root`. */
  readonly owner?: string | number;
  /** Permissions inside, in octal, as text of four digits. Default: Proxmox's own, `0660`. */
  readonly mode?: string;
  /** Whether it can only be read inside. Default false. */
  readonly readOnly?: boolean;
}

const number = z.int().min(0).max(4_294_967_294);
const nameOrNumber = z.union([number, accountName], "must be a name, or a number from 0 to 4294967294");

/** Numbers below are the same on every Debian (base-passwd); others are given out as packages come. */
const FIRST_DYNAMIC = 100;

/** Names with what they are in an entry. */
const named = (parts: Readonly<Record<string, string | number | undefined>>): string[] =>
  Object.entries(parts).flatMap(([part, name]) => (typeof name === "string" ? [part, name] : []));

/**
 * The container has this device node of the host, through an entry `dev0`, `dev1`, … of its configuration on the host, with this owner, group
 * and mode inside. A device that the host lacks is an error before any change. A running container is restarted for it, once after all such
 * steps that follow each other, so put it before the steps that run inside. NVIDIA GPUs have `nvidia.devices`.
 *
 * @see pct(1), option `--dev[n]`; Proxmox VE 8.2 or later
 *
 * @example
 * lxc.device({ path: "/dev/dri/renderD128", group: "video", mode: "0660" })
 */
export const lxcDevice = defineStep<LxcDeviceOptions>({
  kind: "lxc-device",
  side: "host",
  restarts: true,
  schema: z.strictObject({
    path: z
      .string()
      .regex(/^\/dev(\/[A-Za-z0-9_+-][A-Za-z0-9_.:+-]*)+$/, "must be a device node, such as /dev/dri/renderD128"),
    group: nameOrNumber.exactOptional(),
    owner: nameOrNumber.exactOptional(),
    mode: z
      .string()
      .regex(/^0[0-7]{3}$/, 'must be an octal mode of four digits as text, such as "0660"')
      .exactOptional(),
    readOnly: z.boolean().exactOptional(),
  }),
  title: ({ path }) => `the container has the device ${path}`,
  limit: 300,
  view: ({ path, group, owner, mode, readOnly = false }) => ({
    path,
    wanted: [
      path,
      ...(readOnly ? ["deny-write=1"] : []),
      ...(typeof group === "number" ? [`gid=${group}`] : []),
      ...(mode === undefined ? [] : [`mode=${mode}`]),
      ...(typeof owner === "number" ? [`uid=${owner}`] : []),
    ].join(","),
    // Undefined, so that the plan of one with numbers alone is what it was before there were names.
    names: typeof group === "string" || typeof owner === "string" ? named({ gid: group, uid: owner }) : undefined,
  }),
  shared: ({ group, owner }) => [
    ...["fail-because", "lxc", "lxc-entry", "lxc-parts"],
    ...(typeof group === "string" || typeof owner === "string" ? ["lxc-inside"] : []),
  ],
  claims: ({ group, owner }) => ({ asksInside: typeof group === "string" || typeof owner === "string" }),
  doubts: ({ group }) =>
    typeof group === "number" && group >= FIRST_DYNAMIC
      ? [
          {
            code: "D342",
            message: `which group has the number ${group} inside is known there only`,
            fix: 'name the group, such as group: "render", or accept D342 if a step gives it that number',
            path: ["group"],
          },
        ]
      : [],
  expects: ({ path }) => ({ devices: [path] }),
  traits: {
    configures: ({ wanted, names }) => {
      const [path = "", ...parts] = String(wanted).split(",");
      return { devices: [{ path, parts, open: pairs(names).map(([part]) => part) }] };
    },
  },
  requires: ({ owner, group }) => [
    ...(typeof owner === "string" ? userNamed(owner, "owner") : []),
    ...(typeof group === "string" ? [{ what: "group", name: group, at: ["group"] } as const] : []),
  ],
  told: ({ path }) => ({
    check: `the host has ${path}, and \`pct config --current 1\` shows it as an entry \`dev…\` with this owner, group and mode`,
    apply: "`pct set --dev…`, and marks a restart if that is not so at once",
  }),
});
