import { seconds } from "../../generator/dsl/units.ts";
import { dockerLogLine } from "../../generator/steps/kinds/docker-log-line.ts";
import type { Case } from "./case.ts";

export const kind = "docker-log-line";
const step = dockerLogLine({
  container: "vllm",
  line: "Uvicorn running on [::]",
  within: seconds(4),
  every: seconds(1),
});
const runs = (log: string) => `image vllm:1; behaves vllm:1 'log="${log}"'; container vllm vllm:1`;

// Three processes of Docker a try: a twentieth of a second for each is too little.
export const cases: readonly Case[] = [
  { title: "it is there", step, scale: 5, world: runs("x\nUvicorn running on [::]:8000\n"), asks: "holds" },
  {
    title: "another line",
    step,
    scale: 5,
    world: runs("Uvicorn running on :\n"),
    asks: "fails",
    code: 23,
    says: "container vllm: running, exit code 0.*the log of vllm to say 'Uvicorn running on \\[::]': Uvicorn running on :, 4 tries",
  },
  {
    title: "it has exited",
    step,
    scale: 5,
    world: `${runs("out of memory")}; set_container vllm status exited`,
    asks: "fails",
    code: 28,
    says: "out of memory.*container vllm: exited.*container vllm is exited",
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
    says: "loading the model.*container vllm: running",
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
