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
  {
    title: "H2: no list comes, those that are there are old, and an update waits",
    step: aptUpgrade({}),
    world: `
      installed curl; available curl; dead 'http://archive.ubuntu.com/ubuntu noble'; : >/var/world/old-lists
      touch -d '2 days ago' /var/lib/apt/lists/phoenix-setup`,
    asks: "fails",
    code: 22,
    says: "Could not connect to 192.0.2.99:80.*apt cannot read http://archive.ubuntu.com/ubuntu noble of /etc/apt/sources.list: Could not connect .*; no other source is left",
    afterwards: "[[ -z $(find /var/lib/apt/lists/phoenix-setup -mmin -60) && ! -e /run/phoenix-setup-apt ]]",
  },
  {
    title: "H2: no source could be read at all",
    step: aptUpgrade({}),
    world: "installed curl; available curl; dead 'http://archive.ubuntu.com/ubuntu noble'",
    asks: "fails",
    code: 22,
    says: "no other source is left",
  },
  {
    title: "H2: somebody else's source is broken, and nothing that is installed comes from there",
    step: aptUpgrade({}),
    world: `
      installed curl; printf 2 >/var/world/available/curl; dead 'https://gone.example/debian stable'
      put /etc/apt/sources.list.d/gone.list 'deb https://gone.example/debian stable main'`,
    says: "warning.*apt cannot read https://gone.example/debian stable of /etc/apt/sources.list.d/gone.list",
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
