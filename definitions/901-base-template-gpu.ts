import { gib, mib, nvidiaStack, template } from "phoenix-setup";
import base from "./900-base-template.ts";
import host from "./host.ts";

const gpus = [0, 1];

// C-06: the ancestor wants this one privileged, but a clone has its parent's privilege: the GPU branch is unprivileged.
export default template({
  ctid: 901,
  name: "BaseTemplateGPU",
  description: "The base template with the NVIDIA driver's user-space part and the CUDA toolkit.",
  cloneOf: base,
  snapshot: "gpu-snapshot",
  memory: mib(2048),
  cores: 2,
  disk: gib(32),
  network: { ip: "10.0.0.201/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:CD" },
  gpus,
  steps: nvidiaStack({ gpus, ...host.nvidia }),
});
