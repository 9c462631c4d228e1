import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import type { Text } from "../../dsl/text.ts";
import { imageDoubts, imageReference, registryHosts } from "../options/image-reference.ts";
import { shown } from "../options/text-parts.ts";
import { pathNeeded, programs } from "../options/things.ts";

/** Options of {@link dockerImage}. */
export interface DockerImageOptions extends StepOptions {
  /** Image, with a tag or a digest: `portainer/agent:2.33.5`. A run-time value is taken for one of Docker Hub's. */
  readonly image: Text;
  /** Absolute path of a file inside the container, as written by `docker save`, to load it from. Default: pulled from its registry. */
  readonly load?: string;
}

/**
 * Docker has the image. One that is there is not pulled again, whatever its registry says by now.
 *
 * @example
 * docker.image({ image: "redis:8.2", retries: 2 })
 */
export const dockerImage = defineStep<DockerImageOptions>({
  kind: "docker-image",
  schema: z.strictObject({
    image: imageReference,
    load: z
      .string()
      .regex(/^\/\P{Cc}+$/u, "must be an absolute path")
      .exactOptional(),
  }),
  title: ({ image }) => `docker image ${shown(image)}`,
  limit: 3600,
  view: ({ image, load = "" }) => ({ image, load }),
  shared: ["docker"],
  fetches: ({ image, load }) => (load === undefined ? registryHosts(image) : []),
  features: ["nesting"],
  doubts: imageDoubts,
  traits: { docker: true },
  requires: ({ load }) => [...programs("docker"), ...pathNeeded(load, "load")],
  told: ({ image, load }) => ({
    check: `Docker has the image ${shown(image)}`,
    apply: load === undefined ? "`docker pull`" : `\`docker load\` of ${load}`,
  }),
});
