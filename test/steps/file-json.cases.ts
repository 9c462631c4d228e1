import { fileJson } from "../../generator/steps/kinds/file-json.ts";
import type { Case } from "./case.ts";

export const kind = "file-json";
const path = "/etc/docker/daemon.json";
const merge = {
  "default-runtime": "nvidia",
  runtimes: { nvidia: { path: "/usr/bin/nvidia-container-runtime", runtimeArgs: [] } },
};
const step = fileJson({ path, merge });
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
