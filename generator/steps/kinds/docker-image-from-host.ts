import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { imageDoubts, imageReference } from "../options/image-reference.ts";
import { shown } from "../options/text-parts.ts";

/** Options of {@link dockerImageFromHost}. */
export interface DockerImageFromHostOptions extends StepOptions {
  /** Image that the file holds, with its tag: `portainer/agent:2.33.5`. */
  readonly image: Text;
  /** Absolute path on the Proxmox host of a file as written by `docker save`, compressed or not. */
  readonly file: Text;
}

/**
 * Docker in the container has the image, loaded from a file on the host; nothing is fetched, and no copy of the file stays in the container.
 *
 * @example
 * docker.imageFromHost({ image: "redis:8.2", file: "/srv/images/redis-8.2.tar.gz" })
 */
export const dockerImageFromHost = defineStep<DockerImageFromHostOptions>({
  kind: "docker-image-from-host",
  side: "host",
  schema: z.strictObject({
    image: imageReference,
    file: textValue.refine((value) => typeof value !== "string" || value.startsWith("/"), "must be an absolute path"),
  }),
  title: ({ image, file }) => `docker image ${shown(image)} from the host's ${shown(file)}`,
  limit: 1800,
  view: ({ image, file }) => ({ image, file }),
  shared: ["docker-from-host"],
  features: ["nesting"],
  claims: ({ file }) => ({ touches: { path: file, option: "file" } }),
  doubts: imageDoubts,
  traits: { docker: true },
  told: ({ image, file }) => ({
    check: `Docker inside has the image ${shown(image)}`,
    apply: `\`docker load\` inside, fed with ${shown(file)} of the host`,
  }),
});
