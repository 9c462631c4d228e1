import { host } from "phoenix-setup";

export default host({
  bridge: "vmbr0",
  storage: "lxc-disks",
  osTemplate: "/fastData/shared-iso/template/cache/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
  images: {
    helloWorld: "hello-world:linux",
    cuda: "nvidia/cuda:12.8.0-base-ubuntu24.04",
    // C-08: no `2.33.1-lts` was ever published; the tags are `2.33.1` and `lts`.
    portainerServer: "portainer/portainer-ce:2.33.1",
    portainerAgent: "portainer/agent:2.33.1",
    vllm: "vllm/vllm-openai:latest",
  },
  nvidia: {
    driver: "580.76.05",
    runfile: "https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run",
    repository: "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/",
  },
});
