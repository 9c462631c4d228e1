import * as z from "zod";
import { pairs } from "../../dsl/configures.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { type Duration, duration, inMebibytes, inSeconds, mib, type Size, size, sizeBetween } from "../../dsl/units.ts";

/** When the host starts and stops the container in relation to others. */
export interface StartupOptions {
  /** Place in the order in which containers are started, from 1; they are stopped the other way round. */
  readonly order: number;
  /** How long the host waits before it starts the next one. Default: the host's own. */
  readonly up?: Duration;
  /** How long the host waits for this one to stop. Default: the host's own. */
  readonly down?: Duration;
}

/** Features of {@link lxcOptions}. */
export interface LxcFeatureOptions {
  /** Containers inside the container. Has to be as in the container's own `features`, and so have `keyctl` and `fuse`. */
  readonly nesting?: boolean;
  /** The `keyctl` system call. */
  readonly keyctl?: boolean;
  /** FUSE file systems. */
  readonly fuse?: boolean;
  /** Some device nodes may be made inside, in an unprivileged container. Experimental, says Proxmox. */
  readonly mknod?: boolean;
  /** File systems that may be mounted inside, such as `nfs`; in a privileged container only. */
  readonly mounts?: readonly string[];
}

/** Options of {@link lxcOptions}. What is left out stays as it is. */
export interface LxcOptionsOptions extends StepOptions {
  /** RAM limit, 16 MiB or more. Has to be the container's own `memory` (else error D150). */
  readonly memory?: Size;
  /** Swap limit, or `none`. */
  readonly swap?: Size | "none";
  /** CPU cores, 1 to 8192. Has to be the container's own `cores` (else error D150). */
  readonly cores?: number;
  /** How many cores' worth of time it may use, such as 1.5; 0 means no limit. */
  readonly cpuLimit?: number;
  /** Its share of the time when CPUs are busy, 1 to 10000, compared with other containers', 100 unless told otherwise. */
  readonly cpuShare?: number;
  /** Whether it is started when the host boots. */
  readonly onboot?: boolean;
  /** When it is started and stopped in relation to others; replaces what is set. */
  readonly startup?: StartupOptions;
  /**
   * Whether Proxmox refuses to remove it, and to change what is mounted in it: so `lxc.mount` and `lxc.volume` stand before a step that sets
   * this (else error D154), and lift it for their own change.
   */
  readonly protection?: boolean;
  /** Features that are named here; others stay. */
  readonly features?: LxcFeatureOptions;
  /** Addresses of the servers that it asks for names; an empty list means the host's. */
  readonly nameservers?: readonly string[];
  /** Domain that names without a dot are looked up in; empty text means the host's. */
  readonly searchDomain?: string;
  /** What Proxmox shows beside it, in Markdown; replaces what is there. */
  readonly description?: string;
  /** Tags that Proxmox shows: lower-case letters, digits and `_ . + -`; replace those that are there. */
  readonly tags?: readonly string[];
}

/** How `pct config` prints a description: each line with its end, every byte but plain ones as %XX (PVE::Tools::encode_text). */
const encoded = (text: string): string =>
  [...Buffer.from(`${text}\n`)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[ -$&-9;-~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");

const bit = (value: boolean): string => (value ? "1" : "0");

/** What is wanted, by `pct`'s own keys: as `pct config` prints it, and as `pct set` takes it. Empty text means none. */
function settings(options: LxcOptionsOptions): [key: string, is: string, set: string][] {
  const { memory, swap, startup, features, nameservers, description, tags } = options;
  const order = startup && [
    `order=${startup.order}`,
    ...(startup.up ? [`up=${inSeconds(startup.up)}`] : []),
    ...(startup.down ? [`down=${inSeconds(startup.down)}`] : []),
  ];
  const named = features && [
    ...(["fuse", "keyctl", "mknod"] as const).flatMap((name) =>
      features[name] === undefined ? [] : [`${name}=${bit(features[name])}`],
    ),
    ...(features.mounts ? [`mount=${features.mounts.join(";")}`] : []),
    ...(features.nesting === undefined ? [] : [`nesting=${bit(features.nesting)}`]),
  ];
  const wanted: Record<string, string | undefined> = {
    memory: memory && String(inMebibytes(memory)),
    swap: swap && (swap === "none" ? "0" : String(inMebibytes(swap))),
    cores: options.cores?.toString(),
    cpulimit: options.cpuLimit?.toString(),
    cpuunits: options.cpuShare?.toString(),
    onboot: options.onboot === undefined ? undefined : bit(options.onboot),
    startup: order?.join(","),
    protection: options.protection === undefined ? undefined : bit(options.protection),
    features: named?.join(","),
    nameserver: nameservers?.join(" "),
    searchdomain: options.searchDomain,
    description: description === undefined ? undefined : description && encoded(description),
    tags: tags?.join(";"),
  };
  return Object.entries(wanted).flatMap(([key, is]): [string, string, string][] =>
    is === undefined ? [] : [[key, is, key === "description" ? (description ?? "") : is]],
  );
}

const address = z.union([z.ipv4(), z.ipv6()], "must be an IPv4 or IPv6 address");
const shortTime = duration.exactOptional();

/**
 * The container's own settings on the host are these; what is left out stays. They are compared with `/etc/pve/lxc/<CTID>.conf`
 * as it holds now, and what differs is set with one `pct set`. Some of it a running container takes at once, such as memory, and some it does not, such
 * as features and name servers: then it is restarted, once after all such steps that follow each other. So put them before the steps that
 * run inside, or where a restart does no harm.
 *
 * @example
 * lxc.options({
 *   swap: "none",
 *   onboot: true,
 *   startup: { order: 3, up: seconds(30) },
 *   nameservers: ["10.0.0.1"],
 *   tags: ["monitoring"],
 * })
 */
export const lxcOptions = defineStep<LxcOptionsOptions>({
  kind: "lxc-options",
  side: "host",
  restarts: true,
  schema: z.strictObject({
    memory: sizeBetween(mib(16), mib(8_388_608)).exactOptional(),
    swap: z.union([z.literal("none"), size]).exactOptional(),
    cores: z.int().min(1).max(8192).exactOptional(),
    cpuLimit: z.number().min(0).max(8192).multipleOf(0.01).exactOptional(),
    cpuShare: z.int().min(1).max(10_000).exactOptional(),
    onboot: z.boolean().exactOptional(),
    startup: z.strictObject({ order: z.int().min(1).max(9999), up: shortTime, down: shortTime }).exactOptional(),
    protection: z.boolean().exactOptional(),
    features: z
      .strictObject({
        nesting: z.boolean().exactOptional(),
        keyctl: z.boolean().exactOptional(),
        fuse: z.boolean().exactOptional(),
        mknod: z.boolean().exactOptional(),
        mounts: z
          .array(z.string().regex(/^[a-z0-9_]+$/, "must be the name of a file system, such as nfs"))
          .min(1)
          .readonly()
          .exactOptional(),
      })
      .refine((features) => Object.keys(features).length > 0, "names no feature")
      .exactOptional(),
    nameservers: z.array(address).max(3).readonly().exactOptional(),
    searchDomain: z
      .string()
      .regex(
        /^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*)?$/,
        "must be a domain, such as home.arpa",
      )
      .exactOptional(),
    description: literal
      .max(8192, "is longer than the 8192 characters that Proxmox keeps")
      .refine((text) => !/^\n|\n$/.test(text), "must not begin or end with an empty line")
      .refine((text) => !/[^\P{Cc}\n\t]/u.test(text), "must be plain text")
      .exactOptional(),
    tags: z
      .array(z.string().regex(/^[a-z0-9_][a-z0-9_.+-]*$/, "must be a tag: lower-case letters, digits and _ . + -"))
      .readonly()
      .exactOptional(),
  }),
  title: (options) => {
    const keys = settings(options).map(([key]) => key);
    return keys.length > 0 ? `the container's ${keys.join(", ")}` : "the container's options";
  },
  limit: 300,
  view: (options) => ({
    wanted: settings(options).flatMap((setting) => setting.slice(0, 2)),
    given: settings(options).flat(),
  }),
  shared: ["lxc", "lxc-options"],
  claims: ({ memory, cores, protection, features: { mknod: _mknod, mounts: _mounts, ...features } = {} }) => ({
    ...(protection !== undefined && { protects: protection }),
    ...(memory && { memory }),
    ...(cores !== undefined && { cores }),
    features,
  }),
  traits: { confined: true, configures: ({ wanted }) => ({ options: pairs(wanted) }) },
  provides: (options) =>
    settings(options).map(([key, value]) => ({ what: "setting", name: `the container's ${key}`, state: { value } })),
  told: (options) => {
    const words = settings(options).map(([key, is]) => (key === "description" ? key : `${key} ${is || "(none)"}`));
    return {
      check: `\`pct config --current 1\` says: ${words.join(", ")}`,
      apply: "`pct set` with what differs, and marks a restart if that is not so at once",
    };
  },
});
