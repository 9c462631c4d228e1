import * as z from "zod";
import { type Origin, origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";

/** The key that signs one of NVIDIA's apt repositories. */
export interface NvidiaKey {
  /** Address of the key, http or https. */
  readonly url: string;
  /** Its fingerprint, 40 hexadecimal digits. */
  readonly fingerprint: string;
}

/** The NVIDIA driver of the host; the user-space part in containers must be the same version. */
export interface NvidiaOptions {
  /** Driver version, three numbers: `580.76.05`. */
  readonly driver: string;
  /** Address of the driver's installer (a runfile). */
  readonly runfile: string;
  /** Address of the flat apt repository with the CUDA packages. */
  readonly repository: string;
  /** The key that signs it. Default: NVIDIA's for the distribution that the address names. */
  readonly repositoryKey?: NvidiaKey;
}

/** What all containers of one Proxmox VE host have in common. */
export interface HostOptions {
  /** What containers, messages and an inventory call the host. Default: its file's name without `.ts`. */
  readonly name?: string;
  /** Where `ssh` reaches it: `root@pve1`, an alias of `~/.ssh/config`, or `ssh://root@pve1:2222`. */
  readonly ssh?: string;
  /** The folder of the host that scripts are deployed to. Default `/usr/local/phoenix_hypervisor/bin`. */
  readonly scriptFolder?: string;
  /** The name under which an orchestrator looks for a script, with `<CTID>` in it; `deploy` keeps a link of that name to each. */
  readonly scriptLinks?: string;
  /** What the network behind the bridge is called; addresses are unique within one. Default: the bridge's name. */
  readonly network?: string;
  /**
   * What sets the containers up in which order. `"ctid"`: an orchestrator, by ascending CTID, so that a container has a higher CTID than its template and what
   * its `dependsOn` names. `"tree"`: `export ansible`, templates and what `dependsOn` names first; CTIDs decide nothing. Default `"ctid"`.
   */
  readonly order?: "ctid" | "tree";
  /** Bridge of the containers' interfaces, such as `vmbr0`. */
  readonly bridge: string;
  /** Proxmox storage id of root disks. */
  readonly storage: string;
  /** Path or volume id of the OS template of containers that are not clones. */
  readonly osTemplate: string;
  /** Container images by a name of your own; a tag or digest belongs to each. */
  readonly images: Readonly<Record<string, string>>;
  /** Driver of the host's NVIDIA GPUs, and where its parts come from. Default: it has none. */
  readonly nvidia?: NvidiaOptions;
  /** Whatever else several definitions share: ports, addresses, names. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** A host with the names of its images and facts kept, so that `host.images.portainer` completes and a misspelt one does not compile. */
export type Host<Options extends HostOptions = HostOptions> = Options & {
  /** Tells it from a container. */
  readonly is: "host";
  /** The call that made it. */
  readonly origin: Origin;
  /** What is wrong with the options; empty if nothing is. */
  readonly problems: readonly Problem[];
};

/** Names that a host may have. */
export const hostName = /^[A-Za-z][A-Za-z0-9_.-]*$/;

const name = z.string().regex(hostName, "must be a name of letters, digits, _ . and -");
const address = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .regex(/^[^\s\p{C}]+$/u, "must be one word");

/** What `ssh` takes for a destination, and never for an option. */
export const sshDestination = z
  .string()
  .regex(
    /^(?:ssh:\/\/)?(?:[\w.][\w.-]*@)?[\w[][\w.:%[\]-]*$/,
    "must be what ssh takes for a destination, such as root@pve1",
  );

/** Where scripts lie on a host that says nothing else. */
export const DEFAULT_SCRIPT_FOLDER = "/usr/local/phoenix_hypervisor/bin";

const schema = z.strictObject({
  name: name.exactOptional(),
  ssh: sshDestination.exactOptional(),
  scriptFolder: z
    .string()
    .regex(/^(?:\/(?!\.\.?(?:\/|$))[A-Za-z0-9_.+@-]+)+$/, "must be an absolute path of letters, digits, _ . + @ and -")
    .exactOptional(),
  scriptLinks: z
    .string()
    .regex(
      /^(?!phoenix_hypervisor_setup_<CTID>\.sh$)[A-Za-z0-9_][A-Za-z0-9_.-]*<CTID>[A-Za-z0-9_.-]*$/,
      "must be a file's name with <CTID> in it, other than the script's own, such as phoenix_hypervisor_lxc_<CTID>.sh",
    )
    .exactOptional(),
  network: name.exactOptional(),
  order: z.enum(["ctid", "tree"]).exactOptional(),
  bridge: name,
  storage: name,
  osTemplate: z.string().min(1),
  images: z.record(z.string(), z.string().regex(/^[a-z0-9][\w./:@-]*$/, "must be an image name")),
  nvidia: z
    .strictObject({
      driver: z.string().regex(/^\d+\.\d+(\.\d+)?$/, "must be a driver version such as 580.76.05"),
      runfile: address,
      repository: address,
      repositoryKey: z
        .strictObject({
          url: address,
          fingerprint: z.string().regex(/^(?:\s*[0-9A-Fa-f]){40}\s*$/, "must be 40 hexadecimal digits"),
        })
        .exactOptional(),
    })
    .exactOptional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
}) satisfies z.ZodType<HostOptions>;

/** What the containers of one host have in common. Never throws: problems are reported with their places. */
export function host<Options extends HostOptions>(options: Options): Host<Options> {
  const from = origin();
  const { problems, value } = held(schema, options, from);
  const described = Object.freeze({ ...value, is: "host", origin: from, problems }) as Host<Options>;
  made.add(described);
  return described;
}

/** All that {@link host} has made. */
const made = new WeakSet<object>();

/** Whether a value was made with {@link host}. */
export const isHost = (value: unknown): value is Host => typeof value === "object" && value !== null && made.has(value);
