import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { type Duration, duration, inSeconds } from "../../dsl/units.ts";
import { containerName } from "../options/docker-run.ts";
import { shown } from "../options/text-parts.ts";
import { programs } from "../options/things.ts";

/** A line to wait for. */
export interface LineOptions {
  /** Text that a line of the container's log holds, as it is (no pattern), since the container was last started. */
  readonly line: Text;
  /** How long to wait for it. */
  readonly within: Duration;
  /** How often to look. */
  readonly every: Duration;
}

/** Options of {@link dockerLogLine}. */
export interface DockerLogLineOptions extends StepOptions, LineOptions {
  /** Name of the Docker container. */
  readonly container: string;
}

/** The fields of {@link LineOptions}. */
export const lineShape = {
  line: textValue.refine(
    (value) => typeof value !== "string" || /^\P{Cc}+$/u.test(value),
    "must be text within one line",
  ),
  within: duration,
  every: duration,
};

/** What templates read of a wait: the pause between two tries, and how many there are. */
export const tries = (within: Duration, every: Duration) => ({
  every: inSeconds(every),
  tries: Math.max(1, Math.ceil(inSeconds(within) / inSeconds(every))),
});

/**
 * Only looks: the Docker container runs, and its log holds the text. Ends early, with the log's last lines, when the container does not run.
 *
 * @example
 * docker.logLine({
 *   container: "cache",
 *   line: "Ready to accept connections",
 *   within: seconds(60),
 *   every: seconds(2),
 * })
 */
export const dockerLogLine = defineStep<DockerLogLineOptions>({
  kind: "docker-log-line",
  schema: z.strictObject({ container: containerName, ...lineShape }),
  title: ({ container, line }) => `the log of ${container} says: ${shown(line)}`,
  limit: ({ within }) => inSeconds(within) + 30,
  view: ({ container, line, within, every }) => ({ container, line, ...tries(within, every) }),
  shared: ["docker-await", "docker-log", "show-if-ended"],
  features: ["nesting"],
  traits: { docker: true },
  requires: ({ container }) => [
    ...programs("docker"),
    { what: "container", name: container, at: ["container"], verb: "waits for" },
  ],
  told: ({ container, line }) => ({ verify: `${container} runs, and its log holds: ${shown(line)}` }),
});
