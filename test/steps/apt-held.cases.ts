import { aptHeld } from "../../generator/steps/kinds/apt-held.ts";
import type { Case } from "./case.ts";

export const kind = "apt-held";
const step = aptHeld({ packages: ["nginx", "libnginx"] });

export const cases: readonly Case[] = [
  {
    title: "one is held, one is not",
    step,
    world: "installed nginx libnginx; mkdir /var/world/held; : >/var/world/held/nginx",
    afterwards: "[[ -e /var/world/held/nginx && -e /var/world/held/libnginx ]]",
    says: "not held: libnginx\n",
  },
  {
    title: "another is, in whose name the first stands",
    step,
    world: "installed nginx libnginx; mkdir /var/world/held; : >/var/world/held/libnginx",
    afterwards: "[[ -e /var/world/held/nginx ]]",
    says: "not held: nginx\n",
  },
  {
    title: "both are",
    step,
    world: "mkdir /var/world/held; : >/var/world/held/nginx; : >/var/world/held/libnginx",
    asks: "holds",
  },
  {
    title: "dpkg was interrupted before",
    step,
    world: "installed nginx libnginx; : >/var/world/half-configured",
    afterwards: "[[ ! -e /var/world/half-configured && -e /var/world/held/nginx ]]",
  },
  {
    title: "one is not installed",
    step,
    world: "installed nginx",
    asks: "fails",
    code: 22,
    says: "libnginx is not installed",
    afterwards: "[[ ! -e /var/world/held ]]",
  },
  { title: "apt-mark fails", step, world: "broken apt-mark 100", asks: "fails", code: 22 },
];
