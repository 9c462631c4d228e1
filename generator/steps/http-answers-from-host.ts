import * as z from "zod";
import { defineStep } from "../model/step.ts";
import type { HttpAnswersOptions } from "./http-answers.ts";
import { httpLimit, httpShape, httpView } from "./http-probe.ts";
import { shown } from "./text-parts.ts";

/** Only looks: the address answers as wanted, asked from the Proxmox host, which has to have curl. */
export const httpAnswersFromHost = defineStep<HttpAnswersOptions>({
  kind: "http-answers-from-host",
  side: "host",
  schema: z.strictObject(httpShape),
  title: ({ url }) => `${shown(url)} answers the host`,
  limit: httpLimit,
  view: httpView,
  shared: ({ json }) => ["http", ...(json === undefined ? [] : ["json-text", "json-with-perl"])],
  needs: ["curl", "perl"],
});
