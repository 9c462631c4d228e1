import { aptAbsent } from "../../generator/steps/kinds/apt-absent.ts";
import type { Case } from "./case.ts";

export const kind = "apt-absent";
const packages = ["exim4-base", "exim4-config", "none"];
const step = aptAbsent({ packages });
const purge = aptAbsent({ packages, purge: true });

export const cases: readonly Case[] = [
  {
    title: "two are there, their configuration stays",
    step,
    world: "installed exim4-base exim4-config",
    afterwards: "[[ ! -e /var/world/packages/exim4-base && -e /var/world/configured/exim4-config ]]",
    says: "there: exim4-base exim4-config\n",
  },
  {
    title: "what is left of one goes as well",
    step: purge,
    world: "installed exim4-base; mkdir /var/world/configured; : >/var/world/configured/exim4-config",
    afterwards: "[[ ! -e /var/world/packages/exim4-base && ! -e /var/world/configured/exim4-config ]]",
  },
  { title: "none is there", step: purge, asks: "holds" },
  {
    title: "only configuration is left, which may stay",
    step,
    world: "mkdir /var/world/configured; : >/var/world/configured/exim4-config",
    asks: "holds",
  },
  {
    title: "dpkg was interrupted before",
    step,
    world: "installed exim4-base; : >/var/world/half-configured",
    afterwards: "[[ ! -e /var/world/half-configured && ! -e /var/world/packages/exim4-base ]]",
  },
  {
    title: "another dpkg is at work for a while",
    step,
    world: "installed exim4-base; put /var/world/dpkg-locked 2",
    afterwards: "[[ ! -e /var/world/packages/exim4-base ]]",
  },
  { title: "apt fails", step, world: "installed exim4-base; broken apt-get 100", asks: "fails", code: 22 },
];
