import { seconds } from "../../generator/model/units.ts";
import { dockerLogLine } from "../../generator/steps/docker-log-line.ts";
import type { Case } from "./case.ts";

export const kind = "docker-log-line";
const step = dockerLogLine({
  container: "vllm",
  line: "Uvicorn running on [::]",
  within: seconds(4),
  every: seconds(1),
});
const runs = (log: string) => `image vllm:1; behaves vllm:1 'log="${log}"'; container vllm vllm:1`;

export const cases: readonly Case[] = [
  { title: "it is there", step, world: runs("x\nUvicorn running on [::]:8000\n"), asks: "holds" },
  {
    title: "another line",
    step,
    world: runs("Uvicorn running on :\n"),
    asks: "fails",
    code: 23,
    says: "word wait the log of vllm to say 'Uvicorn running on \\[::]'\n.*word last Uvicorn running on :\n.*4 tries.*word show.*container vllm: running, exit code 0",
  },
  {
    title: "it has exited",
    step,
    world: `${runs("out of memory")}; set_container vllm status exited`,
    asks: "fails",
    code: 28,
    says: "container vllm is exited.*word show.*out of memory.*container vllm: exited",
  },
  {
    title: "its time is over",
    step: dockerLogLine({
      container: "vllm",
      line: "x",
      within: seconds(400),
      every: seconds(40),
      timeout: seconds(4),
    }),
    scale: 2,
    world: runs("loading the model"),
    asks: "fails",
    code: 23,
    says: "word late.*word show.*loading the model.*container vllm: running",
  },
  { title: "there is none", step, asks: "fails", code: 28 },
  {
    title: "Docker does not answer",
    step,
    world: `${runs("Uvicorn running on [::]")}; : >/var/world/docker-down`,
    asks: "fails",
    code: 28,
  },
];
