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
    title: "H1: no list came at the first try, and the source is there at the second",
    step: aptPackages({ packages: ["jq"], retries: 2 }),
    world: "available jq; dead 'http://archive.ubuntu.com/ubuntu noble' 1",
    says: "Could not connect to 192.0.2.99:80.*apt cannot read http://archive.ubuntu.com/ubuntu noble of /etc/apt/sources.list: Could not connect",
    afterwards: "dpkg-query --show jq",
  },
  {
    title: "H2: somebody else's source is broken, and nothing is needed from there",
    step: aptPackages({ packages: ["jq"] }),
    world: `
      available jq; dead 'https://gone.example/debian stable'
      put /etc/apt/sources.list.d/gone.list 'deb https://reader:tok@gone.example/debian stable main'`,
    says: "warning.*apt cannot read https://gone.example/debian stable of /etc/apt/sources.list.d/gone.list: Could not connect .*needs nothing from there",
    hides: "tok",
    afterwards: "[[ ! -e /var/lib/apt/lists/phoenix-setup ]]",
  },
  {
    title: "H2: the package has its candidate in the source that is broken, whose lists are old",
    step: aptPackages({ packages: ["jq"] }),
    world: `
      available jq curl; from 'https://gone.example/debian stable' jq; dead 'https://gone.example/debian stable'; : >/var/world/old-lists
      put /etc/apt/sources.list.d/gone.list 'deb https://gone.example/debian stable main'`,
    asks: "fails",
    code: 22,
    says: "apt cannot read https://gone.example/debian stable of /etc/apt/sources.list.d/gone.list: Could not connect .*; jq comes from there",
  },
  {
    title: "H6: the package has another name now, and provides this one in a version",
    step: aptPackages({ packages: ["libfoo1"] }),
    world: "available libfoo1t64; provides libfoo1t64 'libbar1, libfoo1 (= 1)'",
    afterwards: "dpkg-query --show libfoo1t64",
  },
  {
    title: "H7: a renamed package that is there provides the old name",
    step: aptPackages({ packages: ["app-old", "libfoo1=1.*"] }),
    world: "installed app-renamed libfoo1t64; provides app-renamed app-old; provides libfoo1t64 'libfoo1 (= 1.2)'",
    asks: "holds",
  },
  {
    title: "H22: installed for two architectures",
    step: aptPackages({ packages: ["libfoo", "libfoo:i386", "tool:amd64"] }),
    world:
      "installed libfoo tool; put /var/world/architectures/libfoo 'amd64 i386'; put /var/world/architectures/tool all",
    asks: "holds",
  },
  {
    title: "H23: nothing is removed for a package",
    step: aptPackages({ packages: ["other-web"] }),
    world: "installed nginx; available other-web; conflicts other-web nginx",
    asks: "fails",
    code: 22,
    says: "apt would remove nginx: refused, unless the step has mayRemove",
    afterwards: "dpkg-query --show nginx",
  },
  {
    title: "H23: something is removed for a package, where that is allowed",
    step: aptPackages({ packages: ["other-web"], mayRemove: true }),
    world: "installed nginx; available other-web; conflicts other-web nginx",
    afterwards: "dpkg-query --show other-web\n! dpkg-query --show nginx 2>/dev/null || false",
  },
  {
    title: "H23: a name is no pattern for apt",
    step: aptPackages({ packages: ["app.ren"] }),
    world: "available app-renamed",
    asks: "fails",
    code: 22,
    says: "Unable to locate package app.ren",
    afterwards: "! dpkg-query --show app-renamed 2>/dev/null || false",
  },
  {
    title: "what is there is not upgraded on the way",
    step: aptPackages({ packages: ["curl", "jq"] }),
    world: "installed curl; available jq; printf 2 >/var/world/available/curl",
    afterwards: "[[ $(</var/world/packages/curl) == 1 ]]",
  },
  {
    title: "another apt is at work for a while",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; put /var/world/locked 2",
    says: "the lock of apt or dpkg, last answer: E: Could not get lock .* held by process 123 ",
    afterwards: "dpkg-query --show jq",
  },
  {
    title: "dpkg is at work for a while, as its newer versions say it",
    step: aptPackages({ packages: ["jq"] }),
    world: "available jq; put /var/world/dpkg-locked 2",
    says: "the lock of apt or dpkg, last answer: dpkg: error: .* locked by /usr/bin/apt-get process with pid 123",
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
