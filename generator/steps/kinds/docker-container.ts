import * as z from "zod";
import { type Step, stepList } from "../../dsl/step.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Duration, duration, inSeconds, seconds } from "../../dsl/units.ts";
import { type DockerRunOptions, dockerRun, runWords } from "../options/docker-run.ts";
import { containerNamed, containerNeeds, madeByContainer } from "../options/docker-things.ts";
import { imageDoubts } from "../options/image-reference.ts";

const watched = z.union([duration, z.literal(false)]);

/** Options of {@link dockerContainer}. */
export interface DockerContainerOptions extends StepOptions, DockerRunOptions {
  /** Steps of the same container whose change it has to be made anew for, such as a file that it mounts. They stand before it. */
  readonly restartOn?: readonly Step[];
  /**
   * How long it has to run before it counts as running, without being started again: one that has run for longer is not watched. `false` for one
   * that a later step watches, such as `docker.logLine`. Default 5 s.
   */
  readonly stable?: Duration | false;
}

/**
 * A Docker container of this name runs, made from the image as it is now and with exactly these options; any other of that name is
 * replaced, and its named volumes stay. It must have run for 5 s without a restart. The image has to be there: see `docker.image`.
 * The options are known by a label, `phoenix-setup.options`, with the sha256 over all words of `docker run`.
 *
 * @example
 * const settings = file.content({ path: "/etc/redis.conf", content: "maxmemory 256mb\n" });
 * docker.container({
 *   name: "cache",
 *   image: "redis:8.2",
 *   ports: ["6379:6379"],
 *   volumes: ["/etc/redis.conf:/etc/redis.conf:ro", "cache:/data"],
 *   networks: ["bridge"],
 *   restart: "always",
 *   arguments: ["redis-server", "/etc/redis.conf"],
 *   restartOn: [settings],
 * })
 */
export const dockerContainer = defineStep<DockerContainerOptions>({
  kind: "docker-container",
  schema: z.strictObject({ ...dockerRun, restartOn: stepList.exactOptional(), stable: watched.exactOptional() }),
  title: ({ name }) => `docker container ${name}`,
  limit: ({ stable }) => 115 + stableFor(stable),
  view: (options) => ({ ...chosen(options), words: runWords(options), unit: markOf(options), ...watch(options) }),
  shared: ({ restartOn, stable }) => [
    "docker-container",
    ...(stable === false ? [] : ["docker-stays-up"]),
    ...(restartOn ? ["restart-is-due"] : []),
  ],
  features: ["nesting"],
  doubts: imageDoubts,
  restartOn: (options) => (options.restartOn ? { unit: markOf(options), steps: options.restartOn } : undefined),
  // What computes on GPUs loads its models through the memory.
  claims: ({ gpus }) => (gpus === undefined ? {} : { usesMemory: true }),
  traits: { docker: true },
  provides: (options) => containerNamed(options, { options: [chosen(options), runWords(options)] }),
  requires: containerNeeds,
  mayProvide: madeByContainer,
  told: ({ name, restartOn, stable }) => ({
    check: `the Docker container ${name} runs, made with exactly these options from the image as it is now`,
    apply: `\`docker rm --force\` of any other of that name, then \`docker run\`${restartOn === undefined ? "" : "; also after a change by the steps that it depends on"}`,
    ...(stable !== false && { verify: `it has run for ${stableFor(stable)} s, without a restart` }),
  }),
});

/** For how many seconds it has to run; 0 if nobody looks. */
const stableFor = (stable: Duration | false = seconds(5)): number => (stable === false ? 0 : inSeconds(stable));

/** Nothing, so that the plan of one without the option is what it was before there was one. */
const watch = ({ stable }: DockerContainerOptions) => ({
  ...(stable === false && { unwatched: true }),
  ...(stable && { stable: inSeconds(stable) }),
});

/** Names the mark that says that the container has to be made anew; empty if no step can ask for it. */
const markOf = ({ name, restartOn }: DockerContainerOptions): string => (restartOn ? `docker-${name}` : "");

const chosen = ({ name, image, restart = "no" }: DockerRunOptions) => ({
  name,
  image,
  policy: restart.replace(/:.*/, ""),
});
