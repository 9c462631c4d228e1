import { expect } from "vitest";
import * as z from "zod";
import { defineOwnStep } from "../../../generator/custom-steps/define.ts";
import { sh } from "../../../generator/dsl/shell.ts";
import type { Step } from "../../../generator/dsl/step.ts";
import { seconds } from "../../../generator/dsl/units.ts";
import { clearSecrets } from "../../../generator/rules/clear-secrets.ts";
import { command } from "../../../generator/steps/kinds/command.ts";
import { dockerCompose } from "../../../generator/steps/kinds/docker-compose.ts";
import { dockerContainer } from "../../../generator/steps/kinds/docker-container.ts";
import { httpAnswers } from "../../../generator/steps/kinds/http-answers.ts";
import { serviceUnit } from "../../../generator/steps/kinds/service-unit.ts";

/** What a step is warned of: the name, and the option. */
export const warned = (step: Step): string[] => {
  expect(step.problems.map(({ message }) => message)).toEqual([]);
  return clearSecrets(step)
    .filter(({ code }) => code === "D335")
    .map(({ message, path }) => `${/^'(.*?)'/.exec(message)?.[1]} ${path.join(".")}`);
};

export const container = (options: object): Step => dockerContainer({ name: "web", image: "web:1", ...options });
export const compose = (options: object): Step =>
  dockerCompose({ name: "web", file: { services: { web: { image: "web:1" } } }, ...options });
export const services = (web: object): Step => compose({ file: { services: { web: { image: "web:1", ...web } } } });
export const asks = (options: object): Step =>
  httpAnswers({ url: "http://localhost/x", within: seconds(9), ...options });
export const runs = (apply: ReturnType<typeof sh>): Step => command({ title: "x", check: sh`false`, apply });
export const unit = (service: object): Step =>
  serviceUnit({ unit: "web.service", sections: { Service: service as never } });
export const own = defineOwnStep({
  kind: "own-web",
  schema: z.strictObject({
    password: z.string().optional(),
    passwordFile: z.string().optional(),
    maxTokens: z.number().optional(),
  }),
  title: () => "own",
  limit: seconds(9),
  apply: () => sh`true`,
});
export const key = "-----BEGIN PRIVATE KEY-----";
