import { host } from "phoenix-setup";

export default host({
  bridge: "vmbr0",
  storage: "lxc-disks",
  osTemplate: "/fastData/shared-iso/template/cache/ubuntu-24.04-standard_24.04-2_amd64.tar.zst",
  images: {
    helloWorld: "hello-world:linux",
    cuda: "nvidia/cuda:12.8.0-base-ubuntu24.04",
    // C-08: no `2.33.1-lts` was ever published; the tags are numbers and `lts`. Docker comes unpinned, and from 29 on it refuses the old API that
    // Portainer before 2.33.5 speaks. Server and agents have one version, and move together with Docker: change both lines here, generate, run 910
    // and then each container with an agent, and see in the web UI that each environment is up. Only then upgrade Docker. Without credentials,
    // Portainer tells nobody which Docker it sees, so the scripts prove that it answers and no more.
    portainerServer: "portainer/portainer-ce:2.33.5",
    portainerAgent: "portainer/agent:2.33.5",
    vllm: "vllm/vllm-openai:latest",
  },
  nvidia: {
    driver: "580.76.05",
    runfile: "https://us.download.nvidia.com/XFree86/Linux-x86_64/580.76.05/NVIDIA-Linux-x86_64-580.76.05.run",
    repository: "https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2404/x86_64/",
  },
});
