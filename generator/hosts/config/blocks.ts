import type { Definition } from "../../dsl/container.ts";
import type { FeatureOptions } from "../../dsl/features.ts";
import type { Host } from "../../dsl/host.ts";
import { isUnprivileged } from "../../dsl/privilege.ts";
import { inMebibytes } from "../../dsl/units.ts";

/** An object of JSON, in the order in which it is written. */
export type Block = Readonly<Record<string, unknown>>;

/** How a definition is put into words of the orchestrator. */
export interface BlockOptions {
  /** Whether its own steps for GPUs, Docker and Portainer are asked for; without them, the container's script does all of that. */
  readonly genericSteps: boolean;
}

/** The keys beside the containers: what the orchestrator's own steps for NVIDIA need. */
export function topOf(host: Host, schemaFile: string): Block {
  const { nvidia } = host;
  return {
    $schema: `./${schemaFile}`,
    ...(nvidia && {
      nvidia_driver_version: nvidia.driver,
      nvidia_repo_url: nvidia.repository,
      nvidia_runfile_url: nvidia.runfile,
    }),
  };
}

/** Keys of {@link topOf} that a file has only for as long as the host says them. */
export const TOP_KEYS = ["nvidia_driver_version", "nvidia_repo_url", "nvidia_runfile_url"];

/** Every key that a container's block can get from its definition, in their order. */
export const BLOCK_KEYS = [
  ...["name", "memory_mb", "cores", "template", "storage_pool", "storage_size_gb", "network_config", "mac_address"],
  ...["static_ip", "features", "gpu_assignment", "portainer_role", "unprivileged", "is_template"],
  ...["template_snapshot_name", "clone_from_template_ctid", "vllm_model", "vllm_tensor_parallel_size"],
];

/** A container's block in `lxc_configs`. A value of an own kind is rounded up to what the orchestrator takes: whole MiB and GiB. */
export function blockOf(definition: Definition, host: Host, { genericSteps }: BlockOptions): Block {
  const { name, memory, cores, disk, network, gpus = [], portainerRole = "none" } = definition.options;
  const { cloneOf, snapshot, storage = host.storage, vllm } = definition.options;
  const features = featureWords(definition.options.features);
  return {
    name,
    memory_mb: inMebibytes(memory),
    cores,
    template: host.osTemplate,
    storage_pool: storage,
    storage_size_gb: Math.ceil(inMebibytes(disk) / 1024),
    network_config: { name: network.interface ?? "eth0", bridge: host.bridge, ip: network.ip, gw: network.gateway },
    mac_address: network.mac,
    static_ip: network.ip,
    // Its schema refuses empty text.
    ...(features !== "" && { features }),
    gpu_assignment: genericSteps && gpus.length > 0 ? gpus.join(",") : "none",
    portainer_role: genericSteps ? portainerRole : "none",
    unprivileged: isUnprivileged(definition),
    ...(snapshot !== undefined && { is_template: true, template_snapshot_name: snapshot }),
    ...(cloneOf && { clone_from_template_ctid: String(cloneOf.options.ctid) }),
    ...(vllm && { vllm_model: vllm.model, vllm_tensor_parallel_size: vllm.tensorParallelSize }),
  };
}

const featureWords = ({ nesting, keyctl, fuse }: FeatureOptions = {}): string =>
  Object.entries({ nesting, keyctl, fuse })
    .filter(([, on]) => on === true)
    .map(([word]) => `${word}=1`)
    .join(",");
