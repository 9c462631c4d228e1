import * as z from "zod";
import { pairs } from "../../dsl/configures.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { fileMode, statMode } from "../options/file-schema.ts";
import { isBelow, pathWith } from "../options/things.ts";

/** Options of {@link lxcMount}. */
export interface LxcMountOptions extends StepOptions {
  /**
   * Absolute path of the folder on the host, such as `/tank/media`: letters, digits and `. _ @ + -`. It is no link, and nobody but root can change
   * the folders above it, else the step fails; a folder above it that is mounted in a container without `readOnly` is error D153 where the
   * step makes or changes this one.
   */
  readonly source: string;
  /** Absolute path inside at which it is mounted; Proxmox makes it when the container starts. */
  readonly path: string;
  /** Whether nothing can be written to it from inside. Default false. */
  readonly readOnly?: boolean;
  /** Whether every host of a cluster has the folder, so that the container may be moved. Default false. */
  readonly shared?: boolean;
  /** Whether a missing folder is made on the host. Default false: a disk that is not mounted there would go unnoticed. */
  readonly create?: boolean;
  /**
   * Number, inside, of the user that is to own the folder itself, not what is in it. On the host it gets the number that this user has there:
   * 100000 more in an unprivileged container, unless its configuration has maps of its own (`lxc.idmap`). Default: it stays as it is.
   */
  readonly owner?: number;
  /** Number, inside, of the group that is to own the folder, likewise. Default: it stays as it is. */
  readonly group?: number;
  /** Permissions of the folder in octal, as text. Default: they stay as they are. */
  readonly mode?: string;
}

/** Paths that need no quotes in an entry of a container's configuration, nor in `/etc/fstab`'s form, which it becomes. */
export const mountPath = z
  .string()
  .regex(
    /^(\/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*)+$/,
    "must be an absolute path of letters, digits and . _ @ + -, no part beginning with a dot",
  );

const number = z.int().min(0).max(4_294_967_294);

/**
 * A folder of the host is mounted in the container, through an entry `mp0`, `mp1`, … of its configuration. What is mounted at `path` already
 * is changed if it is a folder of the host, and left alone if it is a volume: then the step fails. A running container takes a new mount at
 * once, or is restarted for it, once after all such steps that follow each other. Proxmox takes no snapshot of a container with such a mount:
 * that is error D151 in a template, and warning D333 elsewhere. A volume of its own, `lxc.volume`, has no such limit.
 *
 * @see pct(1), option `--mp[n]`
 *
 * @example
 * lxc.mount({ source: "/tank/media", path: "/srv/media", owner: 1000, group: 1000 })
 */
export const lxcMount = defineStep<LxcMountOptions>({
  kind: "lxc-mount",
  side: "host",
  restarts: true,
  schema: z.strictObject({
    source: mountPath,
    path: mountPath,
    readOnly: z.boolean().exactOptional(),
    shared: z.boolean().exactOptional(),
    create: z.boolean().exactOptional(),
    owner: number.exactOptional(),
    group: number.exactOptional(),
    mode: fileMode.exactOptional(),
  }),
  title: ({ source, path }) => `the host's ${source} at ${path}`,
  limit: 300,
  view: ({ source, path, readOnly = false, shared = false, create = false, owner, group, mode }) => ({
    source,
    path,
    create,
    owned: owner !== undefined || group !== undefined || mode !== undefined,
    owner: owner?.toString() ?? "",
    group: group?.toString() ?? "",
    mode: mode === undefined ? "" : statMode(mode),
    parts: ["ro", readOnly ? "1" : "", "shared", shared ? "1" : ""],
  }),
  shared: (options) => [
    "fail-because",
    "lxc",
    "lxc-entry",
    "lxc-folder",
    "lxc-protection",
    "lxc-mount",
    "lxc-parts",
    ...(options.create ? ["lxc-make-folder"] : []),
    ...(options.owner !== undefined || options.group !== undefined || options.mode !== undefined ? ["lxc-ids"] : []),
  ],
  claims: ({ source, readOnly = false, create = false, owner, group, mode }) => ({
    mounts: source,
    changesMounts: true,
    ...(!readOnly && { shares: source }),
    ...((create || (owner ?? group ?? mode) !== undefined) && { touches: { path: source, option: "source" } }),
  }),
  expects: ({ source, create = false }) => ({ folders: create ? [] : [source] }),
  traits: {
    configures: ({ path, source, parts }) => ({
      mounts: [
        { path: String(path), source: String(source), storage: null, mebibytes: 0, parts: new Map(pairs(parts)) },
      ],
    }),
  },
  provides: ({ path, source }) => [{ ...pathWith({ path }, { mount: source }), forOthers: "the mount" }],
  mayProvide: ({ path }) => isBelow(path),
  told: ({ source, path }) => ({
    check: `the host has the folder ${source}, with its owner and mode, and \`pct config --current 1\` shows it mounted at ${path}`,
    apply: "`pct set --mp…`, and marks a restart if that is not so at once",
  }),
});
