import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { driverVersion } from "./nvidia-driver.ts";

/** Options of {@link nvidiaReady}. */
export interface NvidiaReadyOptions extends StepOptions {
  /** Driver version that every GPU must report. */
  readonly version: string;
  /** How many GPUs the container sees. */
  readonly gpus: number;
}

/**
 * `nvidia-smi` works inside: as many GPUs as assigned, and the driver is the host's. What it prints is logged. Changes nothing.
 *
 * @example
 * nvidia.ready({ version: "580.76.05", gpus: 2 })
 */
export const nvidiaReady = defineStep<NvidiaReadyOptions>({
  kind: "nvidia-ready",
  schema: z.strictObject({ version: driverVersion, gpus: z.int().min(1) }),
  title: ({ version, gpus }) => `${gpus === 1 ? "1 GPU answers" : `${gpus} GPUs answer`} through driver ${version}`,
  limit: 120,
  view: ({ version, gpus }) => ({ version, gpus }),
  shared: ["nvidia-gpus"],
  told: ({ version, gpus }) => ({
    verify: `\`nvidia-smi\` lists ${gpus} GPU${gpus === 1 ? "" : "s"} with driver ${version}`,
  }),
});
