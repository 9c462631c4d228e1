import type { Step } from "../../dsl/step.ts";
import type { Text } from "../../dsl/text.ts";
import { type Duration, seconds } from "../../dsl/units.ts";
import { dockerContainer } from "../kinds/docker-container.ts";
import { dockerImage } from "../kinds/docker-image.ts";
import { httpAnswers } from "../kinds/http-answers.ts";

/** Options of {@link portainerAgent}. */
export interface PortainerAgentOptions {
  /** Image of the agent, of the same version as the server: `portainer/agent:2.33.5`. */
  readonly image: Text;
  /** How long the agent may take to answer. Default 60 s. */
  readonly within?: Duration;
}

/**
 * A Portainer agent on port 9001, which the server connects to (the agent does not look for the server, and needs no address of it).
 * Its certificate is its own, so it is not verified. Needs curl inside. With Docker 29 or later, Portainer has to be 2.33.5 or later.
 *
 * @example
 * portainerAgent({ image: "portainer/agent:2.33.5" })
 */
export const portainerAgent = ({ image, within = seconds(60) }: PortainerAgentOptions): Step[] => [
  dockerImage({ image, retries: 2 }),
  dockerContainer({
    name: "portainer_agent",
    image,
    restart: "always",
    ports: ["9001:9001"],
    volumes: [
      "/var/run/docker.sock:/var/run/docker.sock",
      "/var/lib/docker/volumes:/var/lib/docker/volumes",
      "portainer_agent_data:/data",
    ],
  }),
  httpAnswers({ url: "https://localhost:9001/ping", insecure: true, within }),
];
