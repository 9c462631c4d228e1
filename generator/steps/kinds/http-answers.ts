import * as z from "zod";
import { type InsidePath, insidePath } from "../../dsl/sided-path.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { inSeconds } from "../../dsl/units.ts";
import { type HttpOptions, httpLimit, httpShape, httpView, jsonParts } from "../options/http-probe.ts";
import { shown } from "../options/text-parts.ts";
import { pathNeeded, portAwaited, programs } from "../options/things.ts";

/** Options of {@link httpAnswers}. */
export interface HttpAnswersOptions extends StepOptions, HttpOptions {
  /**
   * The certificate that the server's has to be signed with, or its own if that is self-signed: a file inside, in the form PEM, `inside("/etc/app/ca.crt")`.
   * It alone is trusted then. Default: the system's authorities, to which `tls.authority` adds.
   */
  readonly authority?: InsidePath;
}

/**
 * The address answers as wanted, asked from inside the container. Only looks: it is asked in every run, again and again until the
 * answer is right or the time is over. An earlier step has to install `curl`, for `json` also `jq`.
 *
 * @example
 * http.answers({
 *   url: "http://localhost:3000/api/health",
 *   json: { path: "database", equals: "ok", otherwise: "again" },
 *   within: seconds(120),
 * })
 */
export const httpAnswers = defineStep<HttpAnswersOptions>({
  kind: "http-answers",
  schema: z
    .strictObject({ ...httpShape, authority: insidePath.exactOptional() })
    .refine(
      ({ authority, insecure }) => authority === undefined || insecure !== true,
      "has both `authority` and `insecure`",
    ),
  title: ({ url }) => `${shown(url)} answers`,
  limit: httpLimit,
  view: httpView,
  shared: ({ json }) => ["http", ...jsonParts(json, "json-with-jq", "require-program")],
  requires: ({ url, json, authority }) => [
    ...programs("curl", ...(json === undefined ? [] : ["jq"])),
    ...pathNeeded(authority?.path, "authority"),
    ...portAwaited(url),
  ],
  told: ({ url, within }) => ({
    verify: `${shown(url)} answers as wanted, asked inside by \`curl\` until it does, for ${inSeconds(within)} s at most`,
  }),
});
