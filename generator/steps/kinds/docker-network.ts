import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { containerName } from "../options/docker-run.ts";

/** Options of {@link dockerNetwork}. */
export interface DockerNetworkOptions extends StepOptions {
  /** Name of the network: a letter or digit, then letters, digits, `_`, `.`, `-`. */
  readonly name: string;
  /** Driver: `bridge`, `macvlan`, `ipvlan`, or that of a plugin. Default `bridge`. */
  readonly driver?: string;
  /** Range of addresses, IPv4 or IPv6 with its length: `172.30.0.0/24`. Default: what Docker picks, and whatever it is now. */
  readonly subnet?: string;
  /** Address of the gateway in the subnet; only with `subnet`. Default: its first address. */
  readonly gateway?: string;
  /** Whether nothing leads out of it. Default false. */
  readonly internal?: boolean;
}

/**
 * Docker has the network, with these settings. One of that name with other settings is removed and made anew, which Docker refuses as long as
 * a running container is in it; stopped containers that were in it have to be made anew as well.
 *
 * @example
 * docker.network({ name: "backend", subnet: "172.30.0.0/24", internal: true })
 */
export const dockerNetwork = defineStep<DockerNetworkOptions>({
  kind: "docker-network",
  schema: z
    .strictObject({
      name: containerName,
      driver: z
        .string()
        .regex(/^[a-z][\w./:-]*$/, "must be a driver's name, such as bridge")
        .exactOptional(),
      subnet: z.union([z.cidrv4(), z.cidrv6()], "must be a range of addresses, such as 172.30.0.0/24").exactOptional(),
      gateway: z.union([z.ipv4(), z.ipv6()], "must be an IP address").exactOptional(),
      internal: z.boolean().exactOptional(),
    })
    .refine(({ subnet, gateway }) => gateway === undefined || subnet !== undefined, {
      error: "is an address of `subnet`, which is missing",
      path: ["gateway"],
    }),
  title: ({ name }) => `docker network ${name}`,
  limit: 60,
  view: ({ name, driver = "bridge", subnet = "", gateway = "", internal = false }) => ({
    name,
    driver,
    subnet,
    gateway,
    internal: String(internal),
    options: [
      ...["--driver", driver],
      ...(subnet === "" ? [] : ["--subnet", subnet]),
      ...(gateway === "" ? [] : ["--gateway", gateway]),
      ...(internal ? ["--internal"] : []),
    ],
  }),
  shared: ["docker-network"],
  features: ["nesting"],
  traits: { docker: true },
  told: ({ name }) => ({
    check: `there is a Docker network ${name} with these settings`,
    apply: `\`docker network create\`, after \`docker network rm\` of one with other settings`,
  }),
});
