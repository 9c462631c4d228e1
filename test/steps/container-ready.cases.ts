import type { Step } from "../../generator/dsl/step.ts";
import { seconds } from "../../generator/dsl/units.ts";
import { containerReady } from "../../generator/steps/kinds/container-ready.ts";
import type { Case } from "./case.ts";

export const kind = "container-ready";
const timeout = seconds(4);
/** Leaves 5 s for what is printed once the time is up. */
const scale = 2;
/** The gate of a script that has a step with apt. */
const withApt = (step: Step): Step => ({ ...step, fetches: ["apt"] });

export const cases: readonly Case[] = [
  { title: "up, names resolve", step: containerReady({ names: ["localhost", "archive.ubuntu.com"] }), asks: "holds" },
  {
    title: "degraded is up",
    step: containerReady({ names: ["localhost"] }),
    world: "printf degraded >/var/world/init",
    asks: "holds",
  },
  {
    title: "H3: apt's source has a user name and a password",
    step: withApt(containerReady({ names: ["localhost"] })),
    world:
      "put /etc/apt/sources.list 'deb http://reader:tok@repo.example/debian trixie main'; echo 192.0.2.3 repo.example >>/etc/hosts",
    asks: "holds",
    says: "names resolve: localhost repo.example",
    hides: "tok",
  },
  {
    title: "H4: apt has a proxy of its own, which looks names up",
    step: withApt(containerReady({ names: [] })),
    world: `
      put /etc/apt/sources.list 'deb http://mirror.corp.example/debian trixie main'
      put /var/world/apt-config 'Acquire::http::Proxy http://10.0.0.5:3142'`,
    asks: "holds",
  },
  {
    title: "H5: a stanza that is switched off, and one source of two without an address",
    step: withApt(containerReady({ names: [] })),
    world: `
      put /etc/apt/sources.list.d/gone.sources $'Types: deb\nEnabled: no\nURIs: https://gone.example\nSuites: x'
      put /etc/apt/sources.list.d/other.list 'deb https://other.example x main'`,
    asks: "holds",
    says: "names resolve: archive.ubuntu.com",
  },
  {
    title: "addresses of numbers have no name",
    step: withApt(containerReady({ names: ["192.0.2.9", "2001:db8::9"] })),
    world: "put /etc/apt/sources.list 'deb http://192.0.2.9:3142/debian trixie main'",
    asks: "holds",
  },
  {
    title: "H3: none of apt's sources has an address",
    step: withApt(containerReady({ names: [], timeout })),
    world: "put /etc/apt/sources.list 'deb http://reader:tok@repo.example/debian trixie main'",
    asks: "fails",
    scale,
    code: 21,
    says: "none of the names that apt fetches from resolves: repo.example",
    hides: "tok",
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
