import { gib } from "../../generator/dsl/units.ts";
import { lxcVolume } from "../../generator/steps/kinds/lxc-volume.ts";
import type { Case } from "./case.ts";

export const kind = "lxc-volume";
const conf = "/host/etc/pve/lxc/900.conf";
const mark = "/host/run/phoenix-setup-restart-900";
const config = (...lines: string[]) =>
  `printf '%s\\n' 'hostname: base' ${lines.map((line) => `'${line}'`).join(" ")} >${conf}`;
const has = (line: string) => `grep --quiet --line-regexp --fixed-strings -e '${line}' ${conf}`;
const step = lxcVolume({ storage: "local-zfs", path: "/data", size: gib(50), backup: true });

export const cases: readonly Case[] = [
  {
    title: "made once, beside another one",
    step,
    world: config("mp0: /tank/media,mp=/srv/media"),
    says: "nothing is mounted at /data.*\\+ pct set 900 '--mp1' 'local-zfs:50,mp=/data,backup=1'",
    afterwards: `${has("mp1: local-zfs:subvol-900-disk-1,mp=/data,backup=1,size=50G")}`,
  },
  {
    title: "too small, and without backup",
    step,
    world: `printf mp >/var/world/pct-waits; ${config("mp3: local-zfs:subvol-900-disk-7,mp=/data,size=51199M")}`,
    says: "\\+ pct resize 900 'mp3' '50G'.*\\+ pct set 900 '--mp3' 'local-zfs:subvol-900-disk-7,size=50G,mp=/data,backup=1'",
    afterwards: `[[ -e ${mark} ]]\n${has("mp3: local-zfs:subvol-900-disk-7,size=50G,mp=/data,backup=1")}`,
  },
  {
    title: "larger than that",
    step,
    world: config("mp0: local-zfs:subvol-900-disk-1,backup=1,mp=/data,size=1T"),
    asks: "holds",
    afterwards: `[[ ! -e ${mark} ]]`,
  },
  {
    title: "it cannot be made larger, and pct ends with 0",
    step,
    world: `: >/var/world/resize-fails; ${config("mp0: local-zfs:subvol-900-disk-1,backup=1,mp=/data,size=10G")}`,
    asks: "fails",
    code: 28,
    says: "out of space.*mp0 has 10240 MiB instead of 50 GiB",
  },
  {
    title: "a folder of the host there",
    step,
    world: config("mp0: /tank/data,mp=/data"),
    asks: "fails",
    code: 22,
    says: "mp0 mounts /tank/data,mp=/data: detach that first",
  },
];
