import { seconds } from "../../generator/dsl/units.ts";
import { aptPackages } from "../../generator/steps/kinds/apt-packages.ts";
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
    says: "the lock of apt or dpkg, last answer: E: Could not get lock .* held by process 123 ",
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
  {
    title: "one was cut off after the lists were read in this run, which are not read again",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; : >/var/world/half-configured; put /run/phoenix-setup-apt run",
    afterwards: "[[ ! -e /var/world/half-configured ]]\n! called apt-get --quiet --yes update || false",
  },
  {
    title: "a configuration file was changed by hand, and stays so",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; put /etc/jq.conf mine; put /var/world/conffiles/jq theirs",
    afterwards: "[[ $(</etc/jq.conf) == mine ]]\ndpkg-query --show jq",
  },
  {
    title: "without a terminal of dpkg's own",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq",
    afterwards: "called_with apt-get Dpkg::Use-Pty=0",
  },
  {
    title: "the lists are read for ever",
    step: aptPackages({ packages: ["jq"] }),
    scale: 600,
    world: "available jq; note_calls apt-get 'exec /usr/bin/sleep 60'",
    asks: "fails",
    code: 23,
    says: "apt-get update is not done within 900 s",
  },
  {
    title: "a version by its beginning, and one that may be any",
    step: aptPackages({ packages: ["nginx=1.26*", "jq"] }),
    world: "put /var/world/available/nginx 1.26.3-3; put /var/world/packages/nginx 1.27.0-1; available jq",
    afterwards: `
      [[ $(dpkg-query --show --showformat='\${Version}' nginx) == 1.26.3-3 ]]
      called_with apt-get --allow-downgrades
      called_with apt-get 'nginx=1.26*'
      dpkg-query --show jq`,
    says: "missing: nginx=1.26\\* \\(now: installed 1.27.0-1\\) jq \\(now: nothing\\)",
  },
  {
    title: "the version is there",
    step: aptPackages({ packages: ["nginx=1.26.3-3", "jq"] }),
    world: "put /var/world/packages/nginx 1.26.3-3; installed jq",
    asks: "holds",
  },
  {
    title: "a version is all of it, unless it ends with *",
    step: aptPackages({ packages: ["nginx=1.26"] }),
    world: "put /var/world/packages/nginx 1.26.3-3",
    asks: "differs",
  },
  {
    title: "a version that apt does not know",
    step: aptPackages({ packages: ["nginx=1.20*"] }),
    world: "put /var/world/available/nginx 1.26.3-3",
    asks: "fails",
    code: 22,
    says: "Version '1.20.*' for 'nginx' was not found",
  },
];
