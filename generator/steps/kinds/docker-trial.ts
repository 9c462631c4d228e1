import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { inSeconds } from "../../dsl/units.ts";
import { type DockerRunOptions, dockerRun, runWords } from "../options/docker-run.ts";
import { containerNeeds, triedPorts } from "../options/docker-things.ts";
import { type HttpOptions, httpLimit, httpShape, httpView, jsonParts } from "../options/http-probe.ts";
import { imageDoubts, registryHosts } from "../options/image-reference.ts";
import { programs } from "../options/things.ts";
import { type LineOptions, lineShape, tries } from "./docker-log-line.ts";

/** Options of {@link dockerTrial}. */
export interface DockerTrialOptions extends StepOptions, Omit<DockerRunOptions, "restart"> {
  /** Whether the image is pulled if it is not there. Default `missing`. */
  readonly pull?: "never" | "missing";
  /** Lets the container run in the background until its log holds a line. */
  readonly until?: LineOptions;
  /** A question that the container in the background then has to answer. An earlier step has to install curl, for `json` jq too. */
  readonly probe?: HttpOptions;
  /** Text that the output has to hold; only without `until` and `probe`. */
  readonly expect?: Text;
  /** Removes the image after success. Default false. */
  readonly removeImage?: boolean;
}

const { restart: _none, ...run } = dockerRun;

/** Seconds for the pull of a missing image, or for a container in the foreground. */
const WORK = 600;

/**
 * Only looks, by means of a Docker container that is removed in any case, and whose removal is part of success. Without `until`
 * and `probe` it runs to its end, and its exit code has to be 0. Ends early when a container in the background does not run any more.
 *
 * @example
 * docker.trial({ name: "trial", image: "hello-world:linux", expect: "Hello from Docker!", removeImage: true })
 */
export const dockerTrial = defineStep<DockerTrialOptions>({
  kind: "docker-trial",
  trial: true,
  schema: z
    .strictObject({
      ...run,
      pull: z.enum(["never", "missing"]).exactOptional(),
      until: z.strictObject(lineShape).exactOptional(),
      probe: z.strictObject(httpShape).exactOptional(),
      expect: textValue.exactOptional(),
      removeImage: z.boolean().exactOptional(),
    })
    .refine(({ until, probe, expect }) => expect === undefined || (until === undefined && probe === undefined), {
      error: "is for a container in the foreground, without `until` and `probe`",
      path: ["expect"],
    }),
  title: ({ image, name }) => `trial ${name}${typeof image === "string" ? ` of ${image}` : ""}`,
  limit: ({ until, probe }) => WORK + (until ? inSeconds(until.within) : 0) + (probe ? httpLimit(probe) : 0),
  view: (options) => ({ ...trial(options), words: runWords(options) }),
  shared: ({ until, probe }) => [
    "docker-trial",
    until || probe ? "docker-trial-background" : "docker-trial-foreground",
    ...(until ? ["docker-await"] : []),
    ...(probe ? ["docker-log", "http"] : []),
    ...jsonParts(probe?.json, "json-with-jq", "require-program"),
  ],
  fetches: ({ image, pull }) => (pull === "never" ? [] : registryHosts(image)),
  features: ["nesting"],
  doubts: imageDoubts,
  traits: { docker: true },
  provides: triedPorts,
  requires: (options) => [...containerNeeds(options), ...(options.probe?.json ? programs("jq") : [])],
  told: ({ name, until, probe, removeImage }) => ({
    verify: `a container ${name} ${until || probe ? "comes up and answers" : "runs to its end"}; it is removed in any case${removeImage ? ", its image after success" : ""}`,
  }),
});

const trial = ({ name, image, pull = "missing", until, probe, expect, removeImage = false }: DockerTrialOptions) => ({
  name,
  image,
  pull,
  removeImage,
  background: until !== undefined || probe !== undefined,
  until: until !== undefined && { line: until.line, ...tries(until.within, until.every) },
  probe: probe !== undefined && httpView(probe),
  expect: expect ?? "",
});
