import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link lxcDevice}. */
export interface LxcDeviceOptions extends StepOptions {
  /** Device node of the host, which is to be there inside under the same name, such as `/dev/dri/renderD128`. */
  readonly path: string;
  /** Number, inside, of the group that it belongs to there; Debian's `video` is 44, its `render` differs from one to the next. Default 0, `root`. */
  readonly group?: number;
  /** Number, inside, of the user that owns it there. Default 0, `root`. */
  readonly owner?: number;
  /** Permissions inside, in octal, as text of four digits. Default: Proxmox's own, `0660`. */
  readonly mode?: string;
  /** Whether it can only be read inside. Default false. */
  readonly readOnly?: boolean;
}

const number = z.int().min(0).max(4_294_967_294);

/**
 * The container has this device node of the host, through an entry `dev0`, `dev1`, … of its configuration on the host, with this owner, group
 * and mode inside. A device that the host lacks is an error before any change. A running container is restarted for it, once after all such
 * steps that follow each other, so put it before the steps that run inside. NVIDIA GPUs have `nvidia.devices`.
 *
 * @see pct(1), option `--dev[n]`; Proxmox VE 8.2 or later
 *
 * @example
 * lxc.device({ path: "/dev/dri/renderD128", group: 104, mode: "0660" })
 */
export const lxcDevice = defineStep<LxcDeviceOptions>({
  kind: "lxc-device",
  side: "host",
  restarts: true,
  schema: z.strictObject({
    path: z
      .string()
      .regex(/^\/dev(\/[A-Za-z0-9_+-][A-Za-z0-9_.:+-]*)+$/, "must be a device node, such as /dev/dri/renderD128"),
    group: number.exactOptional(),
    owner: number.exactOptional(),
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
      ...(group === undefined ? [] : [`gid=${group}`]),
      ...(mode === undefined ? [] : [`mode=${mode}`]),
      ...(owner === undefined ? [] : [`uid=${owner}`]),
    ].join(","),
  }),
  shared: ["fail-because", "lxc", "lxc-entry", "lxc-parts"],
  expects: ({ path }) => ({ devices: [path] }),
  told: ({ path }) => ({
    check: `the host has ${path}, and \`pct config --current 1\` shows it as an entry \`dev…\` with this owner, group and mode`,
    apply: "`pct set --dev…`, and marks a restart if that is not so at once",
  }),
});
