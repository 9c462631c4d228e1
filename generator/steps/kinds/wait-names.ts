import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";

/** Options of {@link waitNames}. */
export interface WaitNamesOptions extends StepOptions, WaitSpan {
  /** Names of hosts, at least one. */
  readonly names: readonly string[];
}

const hostName = z
  .string()
  .max(253)
  .regex(
    /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.?$/,
    "must be a name",
  );

/**
 * Each of the names has an address inside the container, by whatever it asks: DNS, `/etc/hosts`. Only looks, in every run, until it is so or
 * the time is over. Names that a step fetches from need no such wait: every script waits for them before its first step.
 *
 * @example
 * wait.names({ names: ["db.example.com"], within: seconds(30) })
 */
export const waitNames = defineStep<WaitNamesOptions>({
  kind: "wait-names",
  schema: z.strictObject({ names: z.array(hostName).min(1).readonly(), ...waitShape }),
  title: ({ names }) => `names resolve: ${names.slice(0, 3).join(" ")}${names.length > 3 ? " …" : ""}`.slice(0, 120),
  limit: waitLimit,
  view: ({ names, ...span }) => ({ names, ...waitView(span) }),
  shared: ["wait", "wait-names"],
  told: ({ names }) => ({ verify: `these names have an address: ${names.join(" ")}` }),
});
