import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { containerName } from "../options/docker-run.ts";
import { holdsAddress, ipRange, isIpv6, spelled, spelledAddress } from "../options/ip-range.ts";
import { programs } from "../options/things.ts";

/** Options of {@link dockerNetwork}. */
export interface DockerNetworkOptions extends StepOptions {
  /** Name of the network: a letter or digit, then letters, digits, `_`, `.`, `-`. */
  readonly name: string;
  /** Driver: `bridge`, `macvlan`, `ipvlan`, or that of a plugin. Default `bridge`. */
  readonly driver?: string;
  /**
   * Range of addresses with its length: `172.30.0.0/24`, or `fd00:30::/64`, with which the network has IPv6 beside an IPv4 range that Docker
   * picks. Default: what Docker picks, and whatever it is now.
   */
  readonly subnet?: string;
  /** Address of the gateway in the subnet; only with `subnet`. Default: its first address. */
  readonly gateway?: string;
  /** Whether nothing leads out of it. Default false. */
  readonly internal?: boolean;
}

/**
 * Docker has the network, with these settings. `docker.container({ networks: ["backend"] })` joins it, and so do services of `docker.compose`: the compose file
 * has `networks: { backend: { external: true } }`, and each such service `networks: ["backend"]`. One of that name with other settings is removed and made anew, which Docker refuses as long as
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
      subnet: ipRange.exactOptional(),
      gateway: z.union([z.ipv4(), z.ipv6()], "must be an IP address").exactOptional(),
      internal: z.boolean().exactOptional(),
    })
    .refine(({ subnet, gateway }) => gateway === undefined || subnet !== undefined, {
      error: "is an address of `subnet`, which is missing",
      path: ["gateway"],
    })
    .refine(({ subnet, gateway }) => gateway === undefined || subnet === undefined || holdsAddress(subnet, gateway), {
      error: "must be an address of `subnet`",
      path: ["gateway"],
    }),
  title: ({ name }) => `docker network ${name}`,
  limit: 60,
  view: ({ name, driver = "bridge", subnet = "", gateway = "", internal = false }) => ({
    name,
    driver,
    subnet: subnet && spelled(subnet),
    gateway: spelledAddress(gateway),
    internal: String(internal),
    options: [
      ...["--driver", driver],
      // Without the flag, Docker takes the range and gives out no address of it.
      ...(isIpv6(subnet) ? ["--ipv6"] : []),
      ...(subnet === "" ? [] : ["--subnet", spelled(subnet)]),
      ...(gateway === "" ? [] : ["--gateway", spelledAddress(gateway)]),
      ...(internal ? ["--internal"] : []),
    ],
  }),
  shared: ["docker-network"],
  features: ["nesting"],
  traits: { docker: true },
  provides: ({ name, driver = "bridge", subnet, gateway, internal = false }) => [
    {
      what: "network",
      name,
      at: ["name"],
      state: { options: [driver, subnet, gateway, internal] },
      forOthers: "the Docker network",
    },
  ],
  requires: () => programs("docker"),
  told: ({ name }) => ({
    check: `there is a Docker network ${name} with these settings`,
    apply: `\`docker network create\`, after \`docker network rm\` of one with other settings`,
  }),
});
