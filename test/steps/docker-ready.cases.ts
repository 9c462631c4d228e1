import { seconds } from "../../generator/dsl/units.ts";
import { dockerReady } from "../../generator/steps/kinds/docker-ready.ts";
import type { Case } from "./case.ts";

export const kind = "docker-ready";
const timeout = seconds(4);
/** Leaves 5 s for what is printed once the time is up. */
const scale = 2;
const up = "unit docker enabled active";

export const cases: readonly Case[] = [
  { title: "it answers", step: dockerReady({}), world: up, asks: "holds" },
  {
    title: "it has the runtime",
    step: dockerReady({ runtime: "nvidia" }),
    world: `${up}; printf nvidia >/var/world/runtime`,
    asks: "holds",
  },
  {
    title: "it lacks the runtime",
    step: dockerReady({ runtime: "nvidia", timeout }),
    world: `${up}; printf nvidia2 >/var/world/runtime`,
    asks: "fails",
    scale,
    code: 23,
    says: "docker info lists no runtime nvidia",
  },
  {
    title: "the service is down",
    step: dockerReady({ timeout }),
    world: "unit docker enabled; put /var/world/journal 'out of memory'",
    asks: "fails",
    scale,
    code: 23,
    says: "● docker.service.*out of memory.*docker.service is inactive",
  },
  {
    title: "the daemon is down",
    step: dockerReady({ timeout }),
    world: `${up}; : >/var/world/docker-down`,
    asks: "fails",
    scale,
    code: 23,
    says: "● docker.service.*Cannot connect",
  },
];
