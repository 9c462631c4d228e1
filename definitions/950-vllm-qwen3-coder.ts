import {
  application,
  disk,
  docker,
  gib,
  hypervisorConfig,
  lxcConfig,
  mib,
  minutes,
  nvidia,
  portainerAgent,
  secret,
  vllmServer,
} from "phoenix-setup";
import vllmTemplate from "./920-base-template-vllm.ts";
import host from "./host.ts";

const address = "10.0.0.150";
const gpus = [0, 1];
const token = "/root/.cache/huggingface/token";

// C-20: Docker's host is this container, where the token's path on the Proxmox host does not exist.
const broughtToken = secret.fromHost({ source: hypervisorConfig("core_paths.hf_token_file", "path"), path: token });

export default application({
  ctid: 950,
  name: "vllmQwen3Coder",
  description: "vLLM serving Qwen3 Coder over an OpenAI-style API.",
  cloneOf: vllmTemplate,
  memory: mib(40960),
  cores: 8,
  disk: gib(100),
  network: { ip: `${address}/24`, gateway: "10.0.0.1", mac: "52:54:00:67:89:B0" },
  features: { nesting: true, keyctl: true },
  gpus,
  portainerRole: "agent",
  vllm: { model: "lmstudio-community/Qwen3-Coder-30B-A3B-Instruct-MLX-5bit", tensorParallelSize: 2 },
  accept: [
    { code: "D302", reason: "the image is the one that the template's snapshot brings along" },
    {
      code: "D303",
      reason: "C-11: the owner's configured model; another one is a change of phoenix_lxc_configs.json alone",
    },
  ],
  steps: [
    nvidia.devices({ gpus }),
    docker.ready({ runtime: "nvidia" }),
    nvidia.ready({ version: host.nvidia.driver, gpus: gpus.length }),
    // C-25: a clone has its parent's disk, and resizing it is the orchestrator's; the model alone takes about 20 GB.
    disk.free({ path: "/", atLeast: gib(30) }),
    broughtToken,
    ...portainerAgent({ image: host.images.portainerAgent }),
    // C-21: the image's entrypoint is the server; C-24: it is asked from inside and at the container's address.
    ...vllmServer({
      name: "vllm_qwen3_coder",
      image: host.images.vllm,
      model: lxcConfig("vllm_model", "word"),
      tensorParallelSize: lxcConfig("vllm_tensor_parallel_size", "integer"),
      tokenFile: token,
      restartOn: [broughtToken],
      address,
      within: minutes(10),
    }),
  ],
});
