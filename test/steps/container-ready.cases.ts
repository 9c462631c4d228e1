import { seconds } from "../../generator/model/units.ts";
import { containerReady } from "../../generator/steps/container-ready.ts";
import type { Case } from "./case.ts";

export const kind = "container-ready";
const timeout = seconds(10);

export const cases: readonly Case[] = [
  { title: "up, names resolve", step: containerReady({ names: ["localhost", "archive.ubuntu.com"] }), asks: "holds" },
  {
    title: "degraded is up",
    step: containerReady({ names: ["localhost"] }),
    world: "printf degraded >/var/world/init",
    asks: "holds",
  },
  {
    title: "still starting",
    step: containerReady({ names: [], timeout }),
    world: "printf starting >/var/world/init",
    asks: "fails",
    code: 23,
    says: "init says 'starting'",
  },
  {
    title: "up after a while",
    step: containerReady({ names: ["localhost"] }),
    world: "printf starting >/var/world/init; printf 'running 3' >/var/world/init-later",
    asks: "holds",
  },
  {
    title: "a name without an address",
    step: containerReady({ names: ["localhost", "nowhere.example"], timeout }),
    asks: "fails",
    code: 23,
    says: "'nowhere.example' does not resolve",
  },
];
