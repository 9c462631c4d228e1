import { docker, gib, mib, nvidiaStack, template } from "phoenix-setup";
import dockerTemplate from "./902-base-template-docker.ts";
import { dockerWithoutKeyctl } from "./accepted.ts";
import host from "./host.ts";

const gpus = [0, 1];

export default template({
  ctid: 903,
  name: "BaseTemplateDockerGPU",
  description: "The Docker template with GPUs that containers inside can use.",
  cloneOf: dockerTemplate,
  snapshot: "docker-gpu-snapshot",
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.203/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:CF" },
  features: { nesting: true },
  gpus,
  accept: [dockerWithoutKeyctl],
  steps: [
    // C-07: sources disagree on whether the stack is installed here or before. Each step looks first, so both are served.
    ...nvidiaStack({ gpus, ...host.nvidia }),
    docker.ready({ runtime: "nvidia" }),
    docker.trial({
      title: "a container sees the GPUs",
      name: "phoenix-trial",
      image: host.images.cuda,
      gpus: "all",
      arguments: ["nvidia-smi"],
      removeImage: true,
    }),
  ],
});
