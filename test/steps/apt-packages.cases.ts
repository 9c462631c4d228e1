import { seconds } from "../../generator/model/units.ts";
import { aptPackages } from "../../generator/steps/apt-packages.ts";
import type { Case } from "./case.ts";

export const kind = "apt-packages";

export const cases: readonly Case[] = [
  {
    title: "one package is there, two are not",
    step: aptPackages({ packages: ["curl", "jq", "s-tui"] }),
    world: "installed curl; available jq s-tui",
    afterwards: `
      dpkg-query --show jq
      dpkg-query --show s-tui
      called dpkg --configure -a`,
  },
  {
    title: "without recommended packages",
    step: aptPackages({ packages: ["jq"], recommends: false }),
    world: "available jq",
    afterwards: "called_with apt-get --no-install-recommends",
  },
  { title: "all are there", step: aptPackages({ packages: ["curl"] }), world: "installed curl", asks: "holds" },
  {
    title: "a package that apt does not know",
    step: aptPackages({ packages: ["nothing"] }),
    asks: "fails",
    code: 22,
    says: "Unable to locate",
  },
  {
    title: "the lists cannot be read",
    step: aptPackages({ packages: ["jq"] }),
    world: "broken apt-get 100",
    asks: "fails",
    code: 22,
  },
  {
    title: "another apt is at work for a while",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; put /var/world/locked 2",
    says: "word wait the lock of apt or dpkg\n.*word last E: Could not get lock .* held by process 123 ",
    afterwards: "dpkg-query --show jq",
  },
  {
    title: "a failure that only sounds like a lock",
    step: aptPackages({ packages: ["jq"], timeout: seconds(20) }),
    world: "available jq; put /var/world/offline 'E: Failed to fetch: blocked by policy'",
    asks: "fails",
    code: 22,
    says: "blocked by policy",
  },
  {
    title: "an installation was cut off before",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; : >/var/world/half-configured",
    afterwards: "[[ ! -e /var/world/half-configured ]]",
  },
];
