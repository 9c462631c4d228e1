import { seconds } from "../../generator/dsl/units.ts";
import { waitNeighbour } from "../../generator/steps/kinds/wait-neighbour.ts";
import type { Case } from "./case.ts";
import { neighbour } from "./neighbour.ts";

export const kind = "wait-neighbour";
const span = { within: seconds(20) };
const file = "/run/database/it's up";
const there = "mkdir -p /var/world/neighbours/800/root/run/database";

export const cases: readonly Case[] = [
  {
    title: "its file is there",
    step: waitNeighbour({ container: neighbour, file, ...span }),
    world: `${there}; : >"/var/world/neighbours/800/root${file}"`,
    asks: "holds",
    afterwards: `called pct exec 800 --keep-env 0 -- test -e "${file}"`,
  },
  {
    title: "its file is not there",
    step: waitNeighbour({ container: neighbour, file, ...span }),
    world: there,
    asks: "fails",
    code: 23,
    says: "container 800: there is no /run/database/it's up, 4 tries",
  },
  {
    title: "it does not run",
    step: waitNeighbour({ container: neighbour, file, ...span }),
    world: `${there}; : >/var/world/neighbours/800/stopped`,
    asks: "fails",
    code: 23,
    says: "container 800: CT 800 not running, 4 tries",
  },
  {
    title: "it answers without end",
    step: waitNeighbour({ container: neighbour, file, within: seconds(5) }),
    world: `printf '%s\\n' '#!/bin/bash' 'while printf %065536d; do /usr/bin/sleep 0.05; done' >/var/world/bin/pct; chmod 755 /var/world/bin/pct`,
    asks: "fails",
    code: 23,
    says: "container 800: 0{300}, 1 tries",
    hides: "0{301}",
  },
  {
    title: "its port is open, which costs no call of pct",
    step: waitNeighbour({ container: neighbour, port: 5001, ...span }),
    world: "listens 5001",
    asks: "holds",
    afterwards: "! compgen -G '/var/world/calls/pct.*'",
  },
  {
    title: "its port is not open",
    step: waitNeighbour({ container: neighbour, port: 5003, every: seconds(5), ...span }),
    world: "listens 5001",
    asks: "fails",
    code: 23,
    says: "port 5003 of container 800: Connection refused, 4 tries",
  },
];
