import { httpAnswersFromHost } from "../../generator/steps/kinds/http-answers-from-host.ts";
import type { Case } from "./case.ts";
import { httpCases } from "./http.ts";

export const kind = "http-answers-from-host";

export const cases: readonly Case[] = httpCases(httpAnswersFromHost, ["JSON::PP"]);
