import { partsOf } from "../../bash/unquoted.ts";
import type { Text } from "../../dsl/text.ts";
import type { MayProvide, Provided, Required } from "../../dsl/things.ts";
import type { DockerRunOptions } from "./docker-run.ts";
import { programs, RUNNING } from "./things.ts";

type Run = Pick<DockerRunOptions, "name" | "networks" | "volumes" | "ports">;

/** Networks that each Docker engine has. */
const BUILT_IN = new Set(["bridge", "host", "none", "default"]);

const literalOf = (text: Text): string | undefined => (typeof text === "string" ? text : undefined);

/** Returns a Docker container, and the ports that it publishes. */
export const containerNamed = (options: Run, state: Readonly<Record<string, unknown>>): Provided[] => [
  { what: "container", name: options.name, at: ["name"], state },
  ...publishedPorts(options).map((port) => ({ ...port, state: { ...port.state, of: options.name } })),
];

/** Returns the ports that a container publishes for the time of a trial. */
export const triedPorts = (options: Run): Provided[] =>
  publishedPorts(options).map((port) => ({ ...port, state: { ...port.state, of: options.name, brief: true } }));

/** Returns the ports of the container that `docker run --publish` takes, as `[address:]port/protocol`. */
export const publishedPorts = ({ ports = [] }: Pick<Run, "ports">): Provided[] =>
  ports.flatMap((port, i) => {
    const [, address = "", number, protocol = "tcp"] =
      /^(?:(.*):)?(\d+):\d+(?:\/(tcp|udp))?$/.exec(literalOf(port) ?? "") ?? [];
    if (number === undefined) return [];
    return [{ what: "port", name: number, at: ["ports", i], state: { address, protocol } } as const];
  });

/** Returns what `docker run` needs besides the image. */
export const containerNeeds = ({ networks = [], volumes = [] }: Run): Required[] => [
  ...programs("docker"),
  ...networks.flatMap((name, i) =>
    BUILT_IN.has(name) ? [] : [{ what: "network", name, at: ["networks", i] } as const],
  ),
  ...volumes.flatMap((volume, i): Required[] => {
    const [source = ""] = partsOf(volume);
    const name = typeof source === "string" ? (/^([^:]+):/.exec(source)?.[1] ?? "") : "";
    if (name === "") return [];
    const at = ["volumes", i];
    // Docker makes a missing folder, also where a file was meant.
    return [name.startsWith("/") ? { what: "path", name, at, kind: "file" } : { what: "volume", name, at }];
  }),
];

/** Tells what a container may make besides: what it listens on in the host's network, and files in its volumes. */
export const madeByContainer =
  ({ networks = [], ports = [], volumes = [] }: Run): MayProvide =>
  ({ what, name }) => {
    if (what === "port") return networks.includes("host") || ports.some((port) => typeof port !== "string");
    return what === "path" && (RUNNING.test(name) || volumes.some((volume) => name.startsWith(folderOf(volume))));
  };

const folderOf = (volume: Text): string => {
  const [source = ""] = partsOf(volume);
  return typeof source === "string" ? source.replace(/:.*/, "/") : "/";
};
