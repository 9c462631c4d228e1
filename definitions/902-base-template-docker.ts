import { docker, dockerEngine, gib, mib, template } from "phoenix-setup";
import base from "./900-base-template.ts";
import { dockerWithoutKeyctl } from "./accepted.ts";
import host from "./host.ts";

export default template({
  ctid: 902,
  name: "BaseTemplateDocker",
  description: "The base template with Docker, ready for GPUs.",
  cloneOf: base,
  snapshot: "docker-snapshot",
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.202/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:CE" },
  features: { nesting: true },
  accept: [dockerWithoutKeyctl],
  steps: [
    // C-14: `nvidia` is the default runtime here, since the clones with GPUs need it; hello-world shows that it works without a GPU too.
    // C-06: like all of the fleet, it is unprivileged.
    ...dockerEngine({ users: ["ubuntu"], gpuRuntime: true, unprivileged: true }),
    // C-23: an ordinary container has to run before the snapshot fixes the result for good.
    docker.trial({ name: "phoenix-trial", image: host.images.helloWorld, removeImage: true }),
  ],
});
