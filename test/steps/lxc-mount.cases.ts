import { lxcMount } from "../../generator/steps/kinds/lxc-mount.ts";
import type { Case } from "./case.ts";

export const kind = "lxc-mount";
const conf = "/host/etc/pve/lxc/900.conf";
const mark = "/host/run/phoenix-setup-restart-900";
const config = (...lines: string[]) =>
  `printf '%s\\n' 'hostname: base' ${lines.map((line) => `'${line}'`).join(" ")} >${conf}`;
const has = (line: string) => `grep --quiet --line-regexp --fixed-strings -e '${line}' ${conf}`;
const source = "/tank/media";
const path = "/srv/media";
const folder = `mkdir -p /host${source}; chmod 755 /host${source}`;
const owner = (text: string) => `[[ $(stat -c '%u:%g %a' /host${source}) == '${text}' ]]`;
const shared = "mkdir -p /host/tank/shared /host/etc; chmod 755 /host/etc; chown 100000:100000 /host/tank/shared";
const untouched = "[[ $(stat -c '%u:%g %a' /host/etc) == '0:0 755' ]]";
const step = lxcMount({ source, path, owner: 1000, group: 33, mode: "0770" });

export const cases: readonly Case[] = [
  {
    title: "in an unprivileged container, whose numbers are others on the host",
    step,
    world: `${folder}; ${config("unprivileged: 1", "mp0: local-zfs:subvol-900-disk-1,mp=/data,size=8G")}`,
    says: "\\+ pct set 900 '--mp1' '/tank/media,mp=/srv/media'",
    afterwards: `${owner("101000:100033 770")}\n${has("mp1: /tank/media,mp=/srv/media")}`,
  },
  {
    title: "in a privileged one, with a folder that is made; it waits for a restart",
    step: lxcMount({ source, path, owner: 1000, create: true, readOnly: true, shared: true }),
    world: `printf mp >/var/world/pct-waits; ${config("unprivileged: 0")}`,
    afterwards: `
      ${owner("1000:0 755")}
      ${has("mp0: /tank/media,mp=/srv/media,ro=1,shared=1")}
      [[ -e ${mark} && $(pct config 900 --current 1) != *media* ]]`,
  },
  {
    title: "by a map of its own",
    step: lxcMount({ source, path, owner: 1000, group: 1001 }),
    world: `${folder}; ${config("unprivileged: 1", "lxc.idmap: u 0 100000 1000", "lxc.idmap: g 0 100000 65536", "lxc.idmap: u 1000 1000 1")}`,
    afterwards: `${owner("1000:101001 755")}\n[[ ! -e ${mark} ]]`,
  },
  {
    title: "a number that the map leaves out",
    step: lxcMount({ source, path, owner: 70000 }),
    world: `${folder}; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "the number 70000 inside is not a number on the host",
    afterwards: `! grep '^mp' ${conf}`,
  },
  {
    title: "another folder of the host there; what else is said of it stays",
    step: lxcMount({ source, path }),
    world: `${folder}; ${config("mp2: /tank/old,ro=1,mp=/srv/media,replicate=0")}`,
    afterwards: `${has("mp2: /tank/media,replicate=0,mp=/srv/media")}\n${owner("0:0 755")}`,
  },
  {
    title: "a volume there",
    step: lxcMount({ source, path }),
    world: `${folder}; ${config("mp2: local-zfs:subvol-900-disk-1,mp=/srv/media,size=8G")}`,
    asks: "fails",
    code: 22,
    says: "mp2 mounts local-zfs:subvol-900-disk-1.*: detach that first",
  },
  {
    title: "as it should be",
    step,
    world: `${folder}; chown 101000:100033 /host${source}; chmod 770 /host${source}; ${config("unprivileged: 1", "mp0: volume=/tank/media,mp=/srv/media")}`,
    asks: "holds",
  },
  {
    title: "another owner",
    step,
    world: `${folder}; ${config("unprivileged: 1", "mp0: /tank/media,mp=/srv/media")}`,
    says: "the mode of /tank/media is 755 instead of 770",
    hides: "pct set",
    afterwards: owner("101000:100033 770"),
  },
  {
    title: "the host lacks the folder",
    step,
    world: config("unprivileged: 1"),
    asks: "fails",
    code: 22,
    says: "the host has no folder /tank/media",
    afterwards: `! grep '^mp' ${conf}`,
  },
  {
    title: "a link instead of the folder",
    step: lxcMount({ source, path, owner: 1000, mode: "0777" }),
    world: `mkdir -p /host/tank /host/etc; chmod 755 /host/etc; ln -s ../etc /host${source}; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "the host's /tank/media is a link",
    afterwards: `${untouched}\n! grep '^mp' ${conf}`,
  },
  {
    title: "a link instead of the folder that would be made",
    step: lxcMount({ source, path, owner: 1000, create: true }),
    world: `mkdir -p /host/tank /host/etc; chmod 755 /host/etc; ln -s ../etc /host${source}; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "the host's /tank/media is a link",
    afterwards: `${untouched}\n! grep '^mp' ${conf}`,
  },
  {
    title: "a link that the container has put above the folder",
    step: lxcMount({ source: "/tank/shared/app/data", path, owner: 0, create: true }),
    world: `${shared}; ln -s ../../etc /host/tank/shared/app; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "/tank/shared",
    afterwards: `${untouched}\n[[ ! -e /host/etc/data ]]\n! grep '^mp' ${conf}`,
  },
  {
    title: "a folder below one that belongs to the container",
    step: lxcMount({ source: "/tank/shared/app", path, owner: 0, create: true }),
    world: `${shared}; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "/tank/shared",
    afterwards: `[[ ! -e /host/tank/shared/app ]]\n! grep '^mp' ${conf}`,
  },
  {
    title: "the folder itself belongs to the container",
    step: lxcMount({ source: "/tank/shared", path, owner: 0 }),
    world: `${shared}; ${config("unprivileged: 1")}`,
    afterwards: has("mp0: /tank/shared,mp=/srv/media"),
  },
  {
    title: "a pipe instead of the folder",
    step: lxcMount({ source, path, create: true }),
    world: `mkdir -p /host/tank; mkfifo /host${source}; ${config("unprivileged: 1")}`,
    asks: "fails",
    code: 22,
    says: "the host's /tank/media is not a folder",
    afterwards: `! grep '^mp' ${conf}`,
  },
];
