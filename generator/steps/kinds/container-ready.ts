import * as z from "zod";
import { exitCode } from "../../contract/exit-codes.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of the readiness gate, which every script has as its first step. */
export interface ContainerReadyOptions extends StepOptions {
  /** Names that the script's steps fetch from; each must resolve inside, as must one of those that apt says it looks up, if a step uses apt. */
  readonly names: readonly string[];
}

/** The container has booted: init says `running` or `degraded`, and the names that later steps fetch from resolve. Limit 180 s, or what the container's `ready` says. */
export const containerReady = defineStep<ContainerReadyOptions>({
  kind: "container-ready",
  schema: z.strictObject({ names: z.array(z.string()).readonly() }),
  title: () => "the container is up and names resolve",
  limit: 180,
  view: ({ names }) => ({ names }),
  shared: ["ready"],
  traits: { awaitsBoot: true, exits: [exitCode.EXIT_NOT_READY] },
  told: ({ names }) => ({
    verify: `init has booted the container, and these names resolve inside: ${names.join(" ")}`,
  }),
});
