import { inside } from "../../generator/dsl/condition.ts";
import { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import type { Case } from "./case.ts";
import { httpCases, span, url } from "./http.ts";

export const kind = "http-answers";
const needs = ["jq"];

export const cases: readonly Case[] = [
  ...httpCases(httpAnswers, needs),
  {
    title: "an authority of its own",
    step: httpAnswers({ url, authority: inside("/etc/app/ca.pem"), ...span }),
    world: `answers ${url} 200; answer_is ${url} self-signed own; mkdir -p /etc/app; printf own >/etc/app/ca.pem`,
    asks: "holds",
  },
  {
    title: "an authority that has not signed it",
    step: httpAnswers({ url, authority: inside("/etc/app/ca.pem"), ...span }),
    world: `answers ${url} 200; answer_is ${url} self-signed own; mkdir -p /etc/app; printf other >/etc/app/ca.pem`,
    asks: "fails",
    code: 23,
    says: "self-signed",
  },
  {
    title: "an authority whose file is not there",
    step: httpAnswers({ url, authority: inside("/etc/app/ca.pem"), ...span }),
    world: `answers ${url} 200`,
    asks: "fails",
    code: 23,
    says: "error setting certificate file: /etc/app/ca.pem",
  },
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
