import { partsOf } from "../../bash/unquoted.ts";
import type { Text } from "../../dsl/text.ts";
import type { Provided, Required } from "../../dsl/things.ts";
import type { DockerRunOptions } from "./docker-run.ts";
import { programs } from "./things.ts";

type Run = Pick<DockerRunOptions, "name" | "networks" | "volumes" | "ports">;

/** Networks that each Docker engine has. */
const BUILT_IN = new Set(["bridge", "host", "none", "default"]);

const literalOf = (text: Text): string | undefined => (typeof text === "string" ? text : undefined);

/** Returns a Docker container, and the ports that it publishes. */
export const containerNamed = (options: Run, state: Readonly<Record<string, unknown>>): Provided[] => [
  { what: "container", name: options.name, at: ["name"], state },
  ...publishedPorts(options),
];

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
    return [{ what: name.startsWith("/") ? "path" : "volume", name, at: ["volumes", i] }];
  }),
];
