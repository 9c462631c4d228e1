import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import type { Case } from "./case.ts";

export const kind = "file-json";
const path = "/etc/docker/daemon.json";
const merge = {
  "default-runtime": "nvidia",
  runtimes: { nvidia: { path: "/usr/bin/nvidia-container-runtime", runtimeArgs: [] } },
};
const step = fileJson({ path, merge });
const edited = fileJson({
  path,
  edit: [
    { at: "servers", where: { name: "web" }, merge: { on: { b: [2] } } },
    { at: "servers", where: { name: "new", kind: 1 }, merge: { port: 3 } },
    { at: ["x", "log.d"], where: "stdout", remove: true },
    { at: ["x", "log.d"], where: "it's" },
    { at: "made", where: true },
    { at: "none", where: 1, remove: true },
  ],
});
const is = (json: string) => `[[ $(jq --compact-output . ${path}) == '${json}' ]]`;
const merged =
  '{"default-runtime":"nvidia","runtimes":{"nvidia":{"path":"/usr/bin/nvidia-container-runtime","runtimeArgs":[]}}}';
const needs = ["jq"];

export const cases: readonly Case[] = [
  { title: "no file", step, needs, afterwards: `${is(merged)}\n[[ $(stat -c '%a %U' ${path}) == '644 root' ]]` },
  {
    title: "other keys stay, at any depth; so do owner and mode",
    step,
    needs,
    world: `account ubuntu; put ${path} '{"a": [1, 2.50], "runtimes": {"other": {"path": "x"}, "nvidia": {"runtimeArgs": ["-v"]}}}'; chmod 640 ${path}; chown ubuntu ${path}`,
    afterwards: `
      [[ $(jq '.a == [1, 2.5] and .runtimes.other.path == "x" and .runtimes.nvidia.runtimeArgs == []' ${path}) == true ]]
      [[ $(jq '.["default-runtime"] == "nvidia" and (.runtimes.nvidia.path | endswith("nvidia-container-runtime"))' ${path}) == true ]]
      [[ $(stat -c '%a %U' ${path}) == '640 ubuntu' ]]`,
  },
  {
    title: "what differs is told",
    step: fileJson({ path, merge: { a: { b: 2 }, c: 3 } }),
    needs,
    world: `put ${path} '{"a": {"b": 1}}'`,
    asks: "differs",
    says: '\n-    "b": 1\n.*\n\\+  "c": 3\n.*not all of its keys are as wanted',
  },
  {
    title: "what others may not read is not told",
    step: fileJson({ path, merge: { a: "new" } }),
    needs,
    world: `put ${path} '{"a": "old"}'; chmod 600 ${path}`,
    asks: "differs",
    hides: "old|new",
  },
  { title: "it is so", step, needs, world: `put ${path} '{"x": null, ${merged.slice(1)}'`, asks: "holds" },
  {
    title: "another mode",
    step: fileJson({ path, merge: {}, mode: "600" }),
    needs,
    world: `put ${path} '{}'`,
    afterwards: `[[ $(stat -c %a ${path}) == 600 ]]`,
  },
  {
    title: "no JSON",
    step,
    needs,
    world: `put ${path} '{"a": '`,
    asks: "fails",
    code: 22,
    afterwards: `[[ $(<${path}) == '{"a": ' ]]`,
  },
  {
    title: "a list",
    step,
    needs,
    world: `put ${path} '[]'`,
    asks: "fails",
    code: 22,
    afterwards: `[[ $(<${path}) == '[]' ]]`,
  },
  {
    title: "elements of lists: merged, added, kept, and taken out",
    step: edited,
    needs,
    world: `put ${path} '{"servers": [{"name": "web", "on": {"a": 1}}, {"name": "b"}, "web", 7], "x": {"log.d": ["stdout", "file", "stdout"]}}'`,
    afterwards: is(
      '{"servers":[{"name":"web","on":{"a":1,"b":[2]}},{"name":"b"},"web",7,{"name":"new","kind":1,"port":3}],"x":{"log.d":["file","it\'"\'"\'s"]},"made":[true]}',
    ),
  },
  {
    title: "elements of lists are as they are to be",
    step: edited,
    needs,
    world: `put ${path} '{"made": [true], "servers": [{"kind": 1, "name": "new", "port": 3}, {"on": {"b": [2]}, "name": "web"}], "x": {"log.d": ["it'"'"'s"]}}'`,
    asks: "holds",
  },
  {
    title: "where a list is wanted there is something else",
    step: edited,
    needs,
    world: `put ${path} '{"servers": {"name": "web"}}'`,
    asks: "fails",
    code: 22,
    says: "what is at servers is not a list",
    afterwards: `[[ $(<${path}) == '{"servers": {"name": "web"}}' ]]`,
  },
  { title: "an empty file", step, needs, world: `: >${path}`, asks: "fails", code: 22 },
  {
    title: "jq is missing",
    step,
    needs,
    world: "without jq",
    asks: "fails",
    code: 22,
    says: "jq is missing",
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
