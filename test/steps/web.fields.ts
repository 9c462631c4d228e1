import { seconds } from "../../generator/dsl/units.ts";
import { aptRepository } from "../../generator/steps/kinds/apt-repository.ts";
import { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import { httpAnswersFromHost } from "../../generator/steps/kinds/http-answers-from-host.ts";
import { nvidiaDriver } from "../../generator/steps/kinds/nvidia-driver.ts";
import { type Field, noLastLines, oneLine, oneWord } from "./field.ts";

const name = "some";
const span = { within: seconds(1), every: seconds(1) };
const url = "http://localhost/";
const key = "https://example.com/key";
const answers = "mkdir -p /var/world/urls/default; answers default 200";
const host = [
  { kind: "http-answers", http: httpAnswers, needs: ["jq"] },
  { kind: "http-answers-from-host", http: httpAnswersFromHost, needs: ["JSON::PP"] },
];

export const fields: readonly Field[] = [
  ...host.flatMap(({ kind, http, needs }): Field[] => [
    {
      kind,
      field: "url",
      fit: oneWord,
      step: (text) => http({ url: `http://h/${text}`, ...span }),
      part: "verify",
      world: answers,
      see: "argument curl http://h/",
    },
    {
      kind,
      field: "body",
      step: (body) => http({ url, body, ...span }),
      part: "verify",
      world: answers,
      see: "content /var/world/posted",
    },
    {
      kind,
      field: "headers",
      step: (text) => http({ url, headers: { "X-A": text }, ...span }),
      part: "verify",
      world: answers,
      see: "argument curl 'X-A: '",
    },
    {
      kind,
      field: "json.equals",
      needs,
      fit: noLastLines,
      step: (equals) => http({ url, json: { path: "a", equals }, ...span }),
      part: "verify",
      world: `${answers}; cat "$job/reply" >/var/world/urls/default/body`,
      see: "true",
    },
    {
      kind,
      field: "json.path",
      needs,
      fit: (text) => `x${oneLine(text).replaceAll(".", ",")}`,
      step: (path) => http({ url, json: { path, equals: "found" }, ...span }),
      part: "verify",
      world: `${answers}; cat "$job/reply-key" >/var/world/urls/default/body`,
      see: "true",
    },
  ]),
  {
    kind: "nvidia-driver",
    field: "runfile",
    fit: oneWord,
    step: (text) => nvidiaDriver({ version: "1.2", runfile: `https://h/${text}` }),
    world: `${answers} $'#!/bin/sh\\n'`,
    see: "argument curl https://h/",
  },
  {
    kind: "apt-repository",
    field: "key",
    fit: oneWord,
    step: (text) => aptRepository({ name, url, suite: "/", key: `https://h/${text}` }),
    world: `${answers} 'key 1'`,
    see: "argument curl https://h/",
  },
  {
    kind: "apt-repository",
    field: "url",
    fit: oneWord,
    step: (text) => aptRepository({ name, url: `http://h/${text}`, suite: "/", key }),
    world: `${answers} 'key 1'`,
    see: `content /etc/apt/sources.list.d/${name}.list 'deb [arch=amd64 signed-by=/etc/apt/keyrings/${name}.gpg] http://h/' $' /\\n'`,
  },
];
