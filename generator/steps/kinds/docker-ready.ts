import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { programs } from "../options/things.ts";

/** Options of {@link dockerReady}. */
export interface DockerReadyOptions extends StepOptions {
  /** An OCI runtime that `docker info` has to list, such as `nvidia`. Default: any will do. */
  readonly runtime?: string;
}

/**
 * Only looks: the service `docker` is active, and the daemon answers. Waits for it up to 60 s.
 *
 * @example
 * docker.ready({})
 */
export const dockerReady = defineStep<DockerReadyOptions>({
  kind: "docker-ready",
  schema: z.strictObject({
    runtime: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]*$/, "must be a runtime's name, such as nvidia")
      .exactOptional(),
  }),
  title: ({ runtime }) => `docker answers${runtime === undefined ? "" : ` and has the runtime ${runtime}`}`,
  limit: 60,
  view: ({ runtime = "" }) => ({ runtime }),
  shared: ["docker-answers"],
  features: ["nesting"],
  traits: { docker: true },
  requires: () => programs("docker"),
  told: ({ runtime }) => ({
    verify: `the service docker is active, and \`docker info\` answers${runtime === undefined ? "" : `, with the runtime ${runtime}`}`,
  }),
});
