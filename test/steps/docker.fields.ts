import { seconds } from "../../generator/model/units.ts";
import { aptRepository } from "../../generator/steps/apt-repository.ts";
import { dockerContainer } from "../../generator/steps/docker-container.ts";
import { dockerImage } from "../../generator/steps/docker-image.ts";
import { dockerImageFromHost } from "../../generator/steps/docker-image-from-host.ts";
import { dockerLogLine } from "../../generator/steps/docker-log-line.ts";
import { dockerTrial } from "../../generator/steps/docker-trial.ts";
import { httpAnswers } from "../../generator/steps/http-answers.ts";
import { httpAnswersFromHost } from "../../generator/steps/http-answers-from-host.ts";
import { nvidiaDriver } from "../../generator/steps/nvidia-driver.ts";
import { type Field, inFolder, oneLine, oneWord } from "./field.ts";

const name = "some";
const image = "some/image:1";
const there = `image ${image} 1`;
const span = { within: seconds(1), every: seconds(1) };
const url = "http://localhost/";
const key = "https://example.com/key";
const noColon = (text: string) => text.replace(/[:,]/g, ";");
const container = (options: object) => dockerContainer({ name, image, ...options });
const trial = (options: object) => dockerTrial({ name, image, ...options });
const answers = "mkdir -p /var/world/urls/default; answers default 200";
const host = [
  { kind: "http-answers", http: httpAnswers, needs: ["jq"] },
  { kind: "http-answers-from-host", http: httpAnswersFromHost, needs: ["JSON::PP"] },
];
// Bash's $(…) drops newlines at the end, so a JSON text is compared without them.
const noLastLines = (text: string) => text.replace(/\n+$/, "");

export const fields: readonly Field[] = [
  {
    kind: "docker-container",
    field: "arguments",
    step: (text) => container({ arguments: ["x", text] }),
    world: there,
    see: "argument docker",
  },
  {
    kind: "docker-container",
    field: "environment",
    step: (text) => container({ environment: { A: text } }),
    world: there,
    see: "argument docker A=",
  },
  {
    kind: "docker-container",
    field: "labels",
    step: (text) => container({ labels: { a: text } }),
    world: there,
    see: "argument docker a=",
  },
  {
    kind: "docker-container",
    field: "volumes",
    fit: noColon,
    step: (text) => container({ volumes: [`x${text}:/y${text}`] }),
    world: there,
    see: 'argument docker x ":/y$expected"',
  },
  {
    kind: "docker-image",
    field: "load",
    fit: (text) => inFolder(oneLine(text)),
    step: (text) => dockerImage({ image, load: `/opt/x${text}` }),
    world: `printf 'image ${image} 1\\n' >"/opt/x$expected"`,
    see: "argument docker /opt/x",
  },
  {
    kind: "docker-image-from-host",
    field: "file",
    fit: inFolder,
    step: (text) => dockerImageFromHost({ image, file: `/srv/x${text}` }),
    world: `rm -f /var/world/images/*; mkdir -p /host/srv; printf 'image ${image} 1\\n' >"/host/srv/x$expected"`,
    see: "is_there '/var/world/images/some%image:1'",
  },
  {
    kind: "docker-log-line",
    field: "line",
    fit: (text) => `x${oneLine(text)}`,
    step: (line) => dockerLogLine({ container: name, line, ...span }),
    part: "verify",
    world: `[[ -d /var/world/containers/${name} ]] || { ${there}; container ${name} ${image}; }; printf 'a\\nb%sc\\n' "$expected" >/var/world/containers/${name}/log; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep",
  },
  {
    kind: "docker-trial",
    field: "arguments",
    step: (text) => trial({ arguments: [text] }),
    part: "verify",
    world: there,
    see: "argument docker",
  },
  {
    kind: "docker-trial",
    field: "expect",
    fit: noLastLines,
    step: (expect) => trial({ expect }),
    part: "verify",
    world: `${there}; mkdir -p /var/world/behaviours; printf %s 'output=$(cat "$world/expected"; printf .)' >/var/world/behaviours/some%image:1; printf %s "a$expected" >/var/world/expected`,
    see: "true",
  },
  {
    kind: "docker-trial",
    field: "until.line",
    fit: (text) => `x${oneLine(text)}`,
    step: (line) => trial({ until: { line, ...span } }),
    part: "verify",
    world: `${there}; mkdir -p /var/world/behaviours; printf %s 'log=$(cat "$world/expected")$'"'\\\\n'" >/var/world/behaviours/some%image:1; printf %s "a$expected" >/var/world/expected; note_calls grep 'exec /usr/bin/grep "$@"'`,
    see: "argument grep",
  },
  {
    kind: "docker-trial",
    field: "probe.body",
    step: (body) => trial({ probe: { url, body, ...span } }),
    part: "verify",
    world: `${there}; ${answers}`,
    see: "content /var/world/posted",
  },
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
      world: (text) => `${answers}; cat "$job/reply" >/var/world/urls/default/body; : ${text.length}`,
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
