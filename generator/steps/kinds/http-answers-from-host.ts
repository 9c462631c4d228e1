import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { inSeconds } from "../../dsl/units.ts";
import { type HttpOptions, httpLimit, httpShape, httpView, jsonParts } from "../options/http-probe.ts";
import { shown } from "../options/text-parts.ts";

/** Options of {@link httpAnswersFromHost}. */
export interface HttpAnswersFromHostOptions extends StepOptions, HttpOptions {}

/**
 * The address answers as wanted, asked from the Proxmox host, which has to have `curl`: so it is known that the network lets others
 * in. Only looks, in every run, until the answer is right or the time is over.
 *
 * @example
 * http.answersFromHost({ url: "https://10.0.0.99:9443", insecure: true, status: [200, 302], within: seconds(60) })
 */
export const httpAnswersFromHost = defineStep<HttpAnswersFromHostOptions>({
  kind: "http-answers-from-host",
  side: "host",
  schema: z.strictObject(httpShape),
  title: ({ url }) => `${shown(url)} answers the host`,
  limit: httpLimit,
  view: httpView,
  shared: ({ json }) => ["http", ...jsonParts(json, "json-with-perl")],
  needs: ["curl", "perl"],
  traits: { confined: true },
  told: ({ url, within }) => ({
    verify: `${shown(url)} answers as wanted, asked on the host by \`curl\` until it does, for ${inSeconds(within)} s at most`,
  }),
});
