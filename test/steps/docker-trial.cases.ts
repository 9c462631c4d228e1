import { seconds } from "../../generator/dsl/units.ts";
import { dockerTrial } from "../../generator/steps/kinds/docker-trial.ts";
import type { HttpOptions } from "../../generator/steps/options/http-probe.ts";
import type { Case } from "./case.ts";

export const kind = "docker-trial";
const image = "hello-world:1";
const there = `in_registry ${image}`;
const gone = "[[ -z $(ls -A /var/world/containers) ]]";
const until = { line: "Uvicorn running on", within: seconds(4), every: seconds(1) };
const probe = {
  url: "http://localhost:8000/v1/chat/completions",
  body: '{"model": "m"}',
  json: { path: "choices.0.message.content", contains: "paris", ignoreCase: true },
  within: seconds(4),
  every: seconds(1),
};
const background = dockerTrial({ name: "trial", image, gpus: "all", until, probe });
/** The same with another question: what differs is given. */
const asked = ({ json }: { readonly json?: NonNullable<HttpOptions["json"]> }) => {
  const { json: _, ...rest } = probe;
  return dockerTrial({ name: "trial", image, until, probe: { ...rest, ...(json && { json }) } });
};
const says = (body: string) =>
  `${there}; behaves ${image} 'log="Uvicorn running on 8000"'; answers ${probe.url} 200 '${body}'`;
const reply = '{"choices": [{"message": {"content": "It is Paris."}}]}';
const needs = ["jq"];

export const cases: readonly Case[] = [
  {
    title: "in the foreground",
    step: dockerTrial({ name: "trial", image, expect: "Hello", removeImage: true }),
    world: `${there}; image ${image}; behaves ${image} 'output="Hello from Docker"'`,
    asks: "changes",
    afterwards: gone,
  },
  {
    title: "left over from before",
    step: dockerTrial({ name: "trial", image }),
    world: `${there}; container trial ${image}`,
    asks: "changes",
    afterwards: gone,
  },
  {
    title: "its exit code",
    step: dockerTrial({ name: "trial", image }),
    world: `${there}; behaves ${image} 'code=3'`,
    asks: "fails",
    code: 28,
    says: "exit code 3",
    afterwards: gone,
  },
  {
    title: "its output",
    step: dockerTrial({ name: "trial", image, expect: "Hello" }),
    world: `${there}; behaves ${image} 'output=Bye'`,
    asks: "fails",
    code: 28,
    afterwards: gone,
  },
  {
    title: "H21: an image that is not there is pulled with what Docker 20.10 knows",
    step: dockerTrial({ name: "trial", image }),
    world: `${there}`,
    asks: "changes",
    afterwards: `called docker pull --quiet -- ${image}; ${gone}`,
  },
  {
    title: "no image, none pulled",
    step: dockerTrial({ name: "trial", image, pull: "never" }),
    world: there,
    asks: "fails",
    code: 28,
  },
  {
    title: "in the background",
    step: background,
    needs,
    world: says(reply),
    asks: "changes",
    afterwards: `${gone}\n[[ $(</var/world/posted) == '{"model": "m"}' ]]`,
    faults: true,
  },
  {
    title: "any reply will do",
    step: asked({}),
    world: says("<html>"),
    asks: "changes",
    afterwards: gone,
  },
  {
    title: "a reply that nobody expects is a warning",
    step: asked({ json: { ...probe.json, otherwise: "warn" } }),
    needs,
    world: says(reply.replace("Paris", "Rome")),
    asks: "changes",
    says: "the reply says: It is Rome",
    afterwards: gone,
  },
  {
    title: "asked again until the reply says so",
    step: asked({ json: { ...probe.json, otherwise: "again" } }),
    needs,
    world: `${says("{}")}; answer_is ${probe.url} body-later '${reply}'`,
    asks: "changes",
    afterwards: gone,
  },
  {
    title: "the reply says something else",
    step: background,
    needs,
    world: says(reply.replace("Paris", "Rome")),
    asks: "fails",
    code: 28,
    says: "container trial: running.*It is Rome",
    afterwards: gone,
  },
  {
    title: "the reply is an error",
    step: background,
    needs,
    world: says('{"error": "no such model"}'),
    asks: "fails",
    code: 28,
    says: "no such model",
    afterwards: gone,
  },
  {
    title: "it exits before the line",
    step: background,
    needs,
    world: `${there}; behaves ${image} 'dies=yes code=1 log="out of memory"'`,
    asks: "fails",
    code: 28,
    says: "out of memory.*container trial: exited, exit code 1.*container trial is exited",
    afterwards: gone,
  },
  {
    title: "the line does not come",
    step: background,
    needs,
    world: `${there}; behaves ${image} 'log=waiting'`,
    asks: "fails",
    code: 23,
    says: "waiting.*container trial: running.*: waiting, 4 tries",
    afterwards: gone,
  },
  {
    title: "the address does not answer",
    step: background,
    needs,
    world: `${there}; behaves ${image} 'log="Uvicorn running on 8000"'`,
    asks: "fails",
    code: 23,
    says: "container trial: running.*connection refused, 4 tries",
    afterwards: gone,
  },
  {
    title: "it does not end in time",
    step: dockerTrial({ name: "trial", image, timeout: seconds(4) }),
    // What is left of it has ten seconds to go, which a busy machine needs.
    scale: 1,
    world: `${there}; behaves ${image} 'hangs=yes log="still computing"'`,
    asks: "fails",
    code: 23,
    says: "still computing.*container trial: running",
    afterwards: gone,
  },
];
