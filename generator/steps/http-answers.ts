import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";
import { type HttpOptions, httpLimit, httpShape, httpView } from "./http-probe.ts";
import { shown } from "./text-parts.ts";

/** Options of {@link httpAnswers}. */
export interface HttpAnswersOptions extends StepOptions, HttpOptions {}

/** Only looks: the address answers as wanted, asked from inside the container. An earlier step has to install curl, for `json` jq too. */
export const httpAnswers = defineStep<HttpAnswersOptions>({
  kind: "http-answers",
  schema: z.strictObject(httpShape),
  title: ({ url }) => `${shown(url)} answers`,
  limit: httpLimit,
  view: httpView,
  shared: ({ json }) => ["http", ...(json === undefined ? [] : ["json-text", "json-with-jq"])],
});
