import { application, docker, gib, http, mib, seconds } from "phoenix-setup";
import dockerTemplate from "./902-base-template-docker.ts";
import { dockerWithoutKeyctl } from "./accepted.ts";
import host from "./host.ts";

const address = "10.0.0.99";
const working = [200, 302, 401, 403];

// C-19: nothing sets the admin password. The web UI asks for it on the first visit, and locks itself a few minutes after the first start.
export default application({
  ctid: 910,
  name: "Portainer",
  description: "Portainer server: the web UI over every Docker engine of the fleet.",
  cloneOf: dockerTemplate,
  memory: mib(32768),
  cores: 6,
  disk: gib(128),
  network: { ip: `${address}/24`, gateway: "10.0.0.1", mac: "52:54:00:67:89:99" },
  features: { nesting: true },
  portainerRole: "server",
  accept: [dockerWithoutKeyctl],
  steps: [
    docker.ready({}),
    docker.image({ image: host.images.portainerServer }),
    docker.container({
      name: "portainer",
      image: host.images.portainerServer,
      // C-16: 9001 is the agents' port, not the server's.
      ports: ["9443:9443"],
      volumes: ["/var/run/docker.sock:/var/run/docker.sock", "portainer_data:/data"],
      restart: "always",
    }),
    http.answers({
      url: "https://localhost:9443",
      insecure: true,
      status: working,
      within: seconds(120),
      every: seconds(5),
    }),
    http.answersFromHost({
      url: `https://${address}:9443`,
      insecure: true,
      status: working,
      within: seconds(60),
      every: seconds(5),
    }),
  ],
});
