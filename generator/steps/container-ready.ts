import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";

/** Options of the readiness gate, which every script has as its first step. */
export interface ContainerReadyOptions extends StepOptions {
  /** Names that the script's steps fetch from; each must resolve inside. */
  readonly names: readonly string[];
  /** Whether hosts of apt's own sources must resolve as well. */
  readonly apt: boolean;
}

/** The container has booted: init says `running` or `degraded`, and the names that later steps fetch from resolve. Limit 180 s. */
export const containerReady = defineStep<ContainerReadyOptions>({
  kind: "container-ready",
  schema: z.strictObject({ names: z.array(z.string()).readonly(), apt: z.boolean() }),
  title: () => "the container is up and finds the names it needs",
  limit: 180,
  view: ({ names, apt }) => ({ names, apt }),
});
