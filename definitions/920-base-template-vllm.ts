import { docker, gib, mib, nvidia, seconds, template } from "phoenix-setup";
import gpuTemplate from "./903-base-template-docker-gpu.ts";
import { dockerWithoutKeyctl } from "./accepted.ts";
import host from "./host.ts";

const gpus = [0, 1];
const model = "Qwen/Qwen2.5-Coder-0.5B-Instruct-GPTQ-Int8";

export default template({
  ctid: 920,
  name: "BaseTemplateVLLM",
  description: "The Docker template with GPUs, and the vLLM image proven to serve.",
  cloneOf: gpuTemplate,
  snapshot: "vllm-base-snapshot",
  memory: mib(4096),
  cores: 4,
  disk: gib(64),
  network: { ip: "10.0.0.220/24", gateway: "10.0.0.1", mac: "52:54:00:AA:BB:D1" },
  features: { nesting: true },
  gpus,
  // C-10: a placeholder for the clones, as the ancestor's file has it; the trial below uses neither.
  vllm: { model: "/models/test-model", tensorParallelSize: 2 },
  accept: [
    dockerWithoutKeyctl,
    { code: "D302", reason: "the fleet follows vLLM's newest image; the snapshot fixes which one that was" },
  ],
  steps: [
    nvidia.devices({ gpus }),
    docker.ready({ runtime: "nvidia" }),
    nvidia.ready({ version: host.nvidia.driver, gpus: gpus.length }),
    docker.image({ image: host.images.vllm }),
    docker.trial({
      title: "vLLM serves a small model",
      name: "vllm_test_container",
      image: host.images.vllm,
      runtime: "nvidia",
      gpus: "all",
      ipc: "host",
      ports: ["8000:8000"],
      arguments: ["--model", model],
      // The ancestor waits for "Uvicorn running on", which uvicorn leaves out where it is handed an open socket, as vLLM does.
      until: { line: "Application startup complete", within: seconds(300), every: seconds(10) },
      probe: {
        url: "http://localhost:8000/v1/chat/completions",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ model, messages: [{ role: "user", content: "What is the capital of France?" }] }),
        json: { path: "choices.0.message.content", contains: "Paris", ignoreCase: true, otherwise: "warn" },
        within: seconds(60),
      },
    }),
  ],
});
