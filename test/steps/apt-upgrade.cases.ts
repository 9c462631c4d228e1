import { aptUpgrade } from "../../generator/steps/kinds/apt-upgrade.ts";
import type { Case } from "./case.ts";

export const kind = "apt-upgrade";

export const cases: readonly Case[] = [
  {
    title: "a newer package waits",
    step: aptUpgrade({}),
    world: "installed curl jq; printf 2 >/var/world/available/curl",
    afterwards: "[[ $(</var/world/packages/curl) == 2 ]]",
  },
  { title: "no lists yet, nothing waits", step: aptUpgrade({}), world: "installed curl" },
  {
    title: "fresh lists, nothing waits",
    step: aptUpgrade({}),
    world: "installed curl; touch /var/lib/apt/lists/phoenix-setup",
    asks: "holds",
  },
  {
    title: "lists of the day before yesterday",
    step: aptUpgrade({}),
    world: "touch -d '2 days ago' /var/lib/apt/lists/phoenix-setup",
    asks: "differs",
  },
  {
    title: "dpkg was interrupted before",
    step: aptUpgrade({}),
    world: "installed curl; printf 2 >/var/world/available/curl; : >/var/world/half-configured",
    afterwards: "[[ ! -e /var/world/half-configured && $(</var/world/packages/curl) == 2 ]]",
  },
  {
    title: "fresh lists, a newer package waits",
    step: aptUpgrade({}),
    world: "installed curl; printf 2 >/var/world/available/curl; touch /var/lib/apt/lists/phoenix-setup",
    says: "to be upgraded: curl\n",
  },
  {
    title: "many newer packages wait",
    step: aptUpgrade({}),
    world: `
      installed p{01..23}; available p{01..23}; touch /var/lib/apt/lists/phoenix-setup
      for name in p{01..22}; do printf 2 >/var/world/available/$name; done`,
    asks: "differs",
    says: "to be upgraded: p01 p02 .* p20 and 2 more",
  },
];
