import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link nvidiaDevices}. */
export interface NvidiaDevicesOptions extends StepOptions {
  /** Indices of the host's GPUs: 0 is `/dev/nvidia0`. */
  readonly gpus: readonly number[];
}

/** The lines of its template, but for the one whose number differs from host to host. */
function entries(gpus: unknown): string[] {
  const numbered = Array.isArray(gpus) ? gpus.map((gpu) => `nvidia${gpu}`) : [];
  const files = [...numbered, "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools"];
  return [
    ...files.map((name) => `lxc.mount.entry: /dev/${name} dev/${name} none bind,optional,create=file`),
    "lxc.mount.entry: /dev/nvidia-caps dev/nvidia-caps none bind,optional,create=dir",
    "lxc.cgroup2.devices.allow: c 195:* rwm",
  ];
}

/** Indices of GPUs, each once. */
export const gpuIndices = z
  .array(z.int().min(0).max(255))
  .min(1)
  .refine((gpus) => new Set(gpus).size === gpus.length, "names a GPU twice")
  .readonly();

/**
 * The container sees these GPUs: its configuration on the host mounts their devices and allows their use. The major number of
 * `nvidia-uvm`, which differs from host to host, is read from the device. A device that the host lacks is an error, before any change.
 * If a line had to be added, the container is restarted; so put it before the steps that run inside, or where a restart does no harm.
 *
 * @example
 * nvidia.devices({ gpus: [0, 1] })
 */
export const nvidiaDevices = defineStep<NvidiaDevicesOptions>({
  kind: "nvidia-devices",
  side: "host",
  restarts: true,
  schema: z.strictObject({ gpus: gpuIndices }),
  title: ({ gpus }) => `the container sees GPU ${gpus.join(", ")}`,
  limit: 300,
  view: ({ gpus }) => ({ gpus }),
  expects: ({ gpus }) => ({
    devices: ["nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", ...gpus.map((gpu) => `nvidia${gpu}`)].map(
      (name) => `/dev/${name}`,
    ),
  }),
  shared: ["nvidia-devices", "trusted-path"],
  traits: { confined: true, configures: ({ gpus }) => ({ raw: entries(gpus) }) },
  told: ({ gpus }) => ({
    check: `/etc/pve/lxc/<CTID>.conf mounts the devices of GPU ${gpus.join(", ")} and allows their use`,
    apply: "adds the lines that are missing; the container is then restarted",
  }),
});
