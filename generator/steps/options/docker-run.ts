import * as z from "zod";
import { type Text, textValue } from "../../dsl/text.ts";
import { imageReference } from "./image-reference.ts";
import { joined } from "./text-parts.ts";

/** What a Docker container is made of; shared by `docker.container` and `docker.trial`. */
export interface DockerRunOptions {
  /** Name of the container: a letter or digit, then letters, digits, `_`, `.`, `-`. */
  readonly name: string;
  /** Image, with a tag or a digest: `portainer/agent:2.33.5`. */
  readonly image: Text;
  /** Published ports, `[address:]outside:inside[/tcp|/udp]`: `9443:9443`. */
  readonly ports?: readonly Text[];
  /** Volumes and paths inside the LXC container, `name-or-path:/target[:ro]`. */
  readonly volumes?: readonly Text[];
  /** Environment variables. No secrets: values can be read in the list of processes and by `docker inspect`. */
  readonly environment?: Readonly<Record<string, Text>>;
  /** When Docker starts the container again: `always`, `unless-stopped`, `on-failure`, `on-failure:3`. Default `no`. */
  readonly restart?: RestartPolicy;
  /** OCI runtime, `nvidia`. Default: the daemon's. */
  readonly runtime?: string;
  /** Hands all GPUs to the container. Default: none. */
  readonly gpus?: "all";
  /** `host` shares memory segments with the LXC container, as vLLM needs for more than one GPU. Default: its own. */
  readonly ipc?: "host";
  /**
   * Docker networks that it joins, by their names, made by `docker.network` before. More than one needs Docker 25 or later inside. Default:
   * Docker's own, `bridge`.
   */
  readonly networks?: readonly string[];
  /** Labels; names that begin with `phoenix-setup.` are the scripts' own. */
  readonly labels?: Readonly<Record<string, Text>>;
  /** Words after the image's name. */
  readonly arguments?: readonly Text[];
}

/** As Docker writes them. */
export type RestartPolicy = "no" | "always" | "unless-stopped" | "on-failure" | `on-failure:${number}`;

const literally = (pattern: RegExp, message: string) =>
  textValue.refine((value) => typeof value !== "string" || pattern.test(value), message);

/** Name of a container, volume or network. */
export const containerName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{1,127}$/, "must be a letter or digit, then 1 to 127 letters, digits, `_`, `.` or `-`");

const ADDRESS = "(?:(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9A-Fa-f:]+\\]):)?";
const port = literally(
  new RegExp(`^${ADDRESS}\\d{1,5}:\\d{1,5}(?:/(?:tcp|udp))?$`),
  "must be [address:]outside:inside[/tcp|/udp]",
);
const volume = literally(/^[^:]+:\/[^:]*(?::[a-zA-Z,]+)?$/, "must be name-or-path:/target[:ro]");

/** The fields of {@link DockerRunOptions}, for a kind's `z.strictObject({ ...dockerRun, … })`. */
export const dockerRun = {
  name: containerName,
  image: imageReference,
  ports: z.array(port).readonly().exactOptional(),
  volumes: z.array(volume).readonly().exactOptional(),
  environment: z
    .record(z.string().regex(/^[A-Za-z_]\w*$/, "must be a variable's name"), textValue)
    .readonly()
    .exactOptional(),
  restart: z
    .custom<RestartPolicy>(
      (value) => typeof value === "string" && /^(?:no|always|unless-stopped|on-failure(?::[1-9]\d{0,3})?)$/.test(value),
      "must be no, always, unless-stopped, on-failure or on-failure:<times>",
    )
    .exactOptional(),
  runtime: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/, "must be a runtime's name, such as nvidia")
    .exactOptional(),
  gpus: z.literal("all").exactOptional(),
  ipc: z.literal("host").exactOptional(),
  networks: z
    .array(containerName)
    .min(1, "names no network")
    .readonly()
    .refine((names) => new Set(names).size === names.length, "names one twice")
    .exactOptional(),
  labels: z
    .record(
      z.string().regex(/^(?!phoenix-setup\.)[A-Za-z0-9][\w./-]*$/, "must be a label's name of the author's own"),
      textValue,
    )
    .readonly()
    .exactOptional(),
  arguments: z.array(textValue).readonly().exactOptional(),
};

/** The words of `docker run` from the first option of the author's on, one line of the script each. */
export function runWords(options: DockerRunOptions): (readonly Text[])[] {
  const {
    image,
    ports = [],
    volumes = [],
    environment = {},
    restart,
    runtime,
    gpus,
    ipc,
    networks = [],
    labels = {},
  } = options;
  return [
    ...(restart === undefined ? [] : [["--restart", restart]]),
    ...(runtime === undefined ? [] : [["--runtime", runtime]]),
    ...(gpus === undefined ? [] : [["--gpus", gpus]]),
    ...(ipc === undefined ? [] : [["--ipc", ipc]]),
    ...networks.map((name) => ["--network", name]),
    ...ports.map((value) => ["--publish", value]),
    ...volumes.map((value) => ["--volume", value]),
    ...Object.entries(environment).map(([name, value]) => ["--env", joined(`${name}=`, value)]),
    ...Object.entries(labels).map(([name, value]) => ["--label", joined(`${name}=`, value)]),
    ["--", image, ...(options.arguments ?? [])],
  ];
}
