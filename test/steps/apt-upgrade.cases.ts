import { aptUpgrade } from "../../generator/steps/apt-upgrade.ts";
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
    title: "fresh lists, a newer package waits",
    step: aptUpgrade({}),
    world: "installed curl; printf 2 >/var/world/available/curl; touch /var/lib/apt/lists/phoenix-setup",
  },
];
