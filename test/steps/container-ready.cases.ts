import { seconds } from "../../generator/dsl/units.ts";
import { containerReady } from "../../generator/steps/kinds/container-ready.ts";
import type { Case } from "./case.ts";

export const kind = "container-ready";
const timeout = seconds(4);
/** Leaves 5 s for what is printed once the time is up. */
const scale = 2;

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
    world: "printf starting >/var/world/init; unit ssh failed; put /var/world/jobs '12 docker.service start running'",
    asks: "fails",
    scale,
    code: 21,
    says: "init and the names that are needed, last answer: init says 'starting'.*ssh.service loaded failed.*12 docker.service.*is not ready\n",
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
    world: "put /etc/resolv.conf 'nameserver 192.0.2.53'",
    asks: "fails",
    scale,
    code: 21,
    says: "last answer: the name 'nowhere.example' does not resolve.*nameserver 192.0.2.53",
  },
];
