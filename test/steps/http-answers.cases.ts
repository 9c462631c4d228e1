import { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import type { Case } from "./case.ts";
import { httpCases, span, url } from "./http.ts";

export const kind = "http-answers";
const needs = ["jq"];

export const cases: readonly Case[] = [
  ...httpCases(httpAnswers, needs),
  {
    title: "JSON: jq is missing, which no wait mends",
    step: httpAnswers({ url, json: { path: "ready", otherwise: "again" }, ...span }),
    needs,
    world: `answers ${url} 200 '{"ready": 1}'; without jq`,
    asks: "fails",
    code: 28,
    says: "jq is missing inside",
  },
];
