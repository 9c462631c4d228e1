import * as z from "zod";
import { pairs } from "../../dsl/configures.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { inMebibytes, type Size, size } from "../../dsl/units.ts";
import { withFix } from "../../validation/with-fix.ts";
import { isBelow, pathWith } from "../options/things.ts";
import { mountPath } from "./lxc-mount.ts";

/** Options of {@link lxcVolume}. */
export interface LxcVolumeOptions extends StepOptions {
  /** Proxmox storage that it is made on, such as `local-zfs`. */
  readonly storage: string;
  /** Absolute path inside at which it is mounted. */
  readonly path: string;
  /** How much it holds, in whole GiB. One that is smaller is made larger; one that is larger stays, since none can be made smaller. */
  readonly size: Size;
  /** Whether backups of the container include it. Default false. */
  readonly backup?: boolean;
  /** Whether nothing can be written to it. Default false. */
  readonly readOnly?: boolean;
}

/**
 * A volume of the container's own is mounted at `path`, through an entry `mp0`, `mp1`, … of its configuration: it is made there once, goes
 * along into snapshots, and is removed with the container. What is mounted at `path` already stays if it is a volume of that storage; if not,
 * the step fails and changes nothing. A running container takes a new one at once, or is restarted for it, once after all such steps that
 * follow each other.
 *
 * @see pct(1), option `--mp[n]`
 *
 * @example
 * lxc.volume({ storage: "local-zfs", path: "/var/lib/prometheus", size: gib(50), backup: true })
 */
export const lxcVolume = defineStep<LxcVolumeOptions>({
  kind: "lxc-volume",
  side: "host",
  restarts: true,
  schema: z.strictObject({
    storage: z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "must be a Proxmox storage id"),
    path: mountPath,
    size: size.refine((value) => inMebibytes(value) % 1024 === 0, withFix("must be whole GiB", "write gib(…)")),
    backup: z.boolean().exactOptional(),
    readOnly: z.boolean().exactOptional(),
  }),
  title: ({ storage, path }) => `a volume of ${storage} at ${path}`,
  limit: 600,
  view: ({ storage, path, size, backup = false, readOnly = false }) => ({
    storage,
    path,
    gib: inMebibytes(size) / 1024,
    parts: ["ro", readOnly ? "1" : "", "backup", backup ? "1" : ""],
  }),
  shared: ["fail-because", "lxc", "lxc-entry", "lxc-mount", "lxc-parts", "lxc-protection", "lxc-volume"],
  claims: () => ({ changesMounts: true }),
  traits: {
    confined: true,
    configures: ({ path, storage, gib, parts }) => ({
      mounts: [
        {
          path: String(path),
          source: null,
          storage: String(storage),
          mebibytes: Number(gib) * 1024,
          parts: new Map(pairs(parts)),
        },
      ],
    }),
  },
  provides: ({ path, storage }) => [{ ...pathWith({ path }, { mount: storage }), forOthers: "the volume" }],
  mayProvide: ({ path }) => isBelow(path),
  told: ({ storage, path, size }) => ({
    check: `\`pct config --current 1\` shows a volume of ${storage} at ${path}, of ${inMebibytes(size) / 1024} GiB or more`,
    apply: "`pct set --mp…`, or `pct resize` if it is too small, and marks a restart if that is not so at once",
  }),
});
