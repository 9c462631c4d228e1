import { lxcDevice } from "../../generator/steps/kinds/lxc-device.ts";
import type { Case } from "./case.ts";

export const kind = "lxc-device";
const conf = "/host/etc/pve/lxc/900.conf";
const mark = "/host/run/phoenix-setup-restart-900";
const config = (...lines: string[]) =>
  `printf '%s\\n' 'hostname: base' ${lines.map((line) => `'${line}'`).join(" ")} >${conf}`;
const has = (line: string) => `grep --quiet --line-regexp --fixed-strings -e '${line}' ${conf}`;
const waits = "printf dev >/var/world/pct-waits";
const path = "/dev/dri/renderD128";
// The devices of the sandbox are links to those that it has.
const device = `mkdir -p /host/dev/dri; ln -s /dev/null /host${path}`;
const step = lxcDevice({ path, group: 104, owner: 0, mode: "0660" });

export const cases: readonly Case[] = [
  {
    title: "beside another one; it waits for a restart",
    step,
    world: `${device}; ${config("dev0: /dev/ttyUSB0,mode=0666")}; ${waits}`,
    says: "no entry dev… has the device /dev/dri/renderD128.*\\+ pct set 900 '--dev1' '/dev/dri/renderD128,gid=104,mode=0660,uid=0'",
    afterwards: `
      ${has("dev1: /dev/dri/renderD128,gid=104,mode=0660,uid=0")}
      ${has("dev0: /dev/ttyUSB0,mode=0666")}
      [[ $(pct config 900 --current 1) != *renderD128* && -e ${mark} ]]`,
  },
  {
    title: "it stops at no restart where none is needed",
    step: lxcDevice({ path }),
    world: `${device}; ${config()}`,
    afterwards: `${has("dev0: /dev/dri/renderD128")}\n[[ ! -e ${mark} ]]`,
  },
  {
    title: "with other attributes",
    step: lxcDevice({ path, readOnly: true }),
    world: `${device}; ${config("dev3: /dev/dri/renderD128,gid=44")}`,
    afterwards: `${has("dev3: /dev/dri/renderD128,deny-write=1")}\n! grep '^dev0' ${conf}`,
  },
  {
    title: "as it should be, in another order and form",
    step,
    world: `${device}; ${config("dev1: path=/dev/dri/renderD128,uid=0,mode=0660,gid=104")}`,
    asks: "holds",
    afterwards: `[[ ! -e ${mark} ]]`,
  },
  {
    title: "H26: of a group that is looked up inside",
    step: lxcDevice({ path, group: "render", owner: "daemon" }),
    world: `${device}; groupadd --gid 992 render; groupadd --gid 104 _ssh; ${config("dev0: /dev/dri/renderD128,gid=104")}`,
    afterwards: has("dev0: /dev/dri/renderD128,gid=992,uid=1"),
  },
  {
    title: "H26: of a group that the container lacks",
    step: lxcDevice({ path, group: "render" }),
    world: `${device}; ${config()}`,
    asks: "fails",
    code: 22,
    says: "the container has no group render: put this step after the one that makes it, or brings its package",
    afterwards: `! grep '^dev' ${conf}`,
  },
  {
    title: "the host lacks it",
    step,
    world: config(),
    asks: "fails",
    code: 22,
    says: "the host has no device /dev/dri/renderD128",
    afterwards: `! grep '^dev' ${conf}`,
  },
];
