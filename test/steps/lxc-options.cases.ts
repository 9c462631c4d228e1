import { gib, mib, seconds } from "../../generator/dsl/units.ts";
import { lxcOptions } from "../../generator/steps/kinds/lxc-options.ts";
import type { Case } from "./case.ts";

export const kind = "lxc-options";
const conf = "/host/etc/pve/lxc/900.conf";
const mark = "/host/run/phoenix-setup-restart-900";
const config = (...lines: string[]) =>
  `printf '%s\\n' 'hostname: base' ${lines.map((line) => `'${line}'`).join(" ")} >${conf}`;
const waits = "printf '%s' 'features nameserver searchdomain' >/var/world/pct-waits";
const has = (...lines: string[]) =>
  lines.map((line) => `grep --quiet --line-regexp --fixed-strings -e '${line}' ${conf}`).join("\n");
const refused = [
  "400 Parameter verification failed.",
  "memory: value must have a minimum value of 16",
  "cores: value must have a maximum value of 2",
  "pct set <vmid> [OPTIONS]",
];
// A `pct` that fails a change with these lines, and does all else as ever.
const refusing = (...lines: string[]) => `
  cat >/var/world/bin/pct <<'END'
#!/bin/bash
if [[ $1 == set ]]; then
  printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")} >&2
  exit 255
fi
exec /stand-ins/bin/pct "$@"
END
  chmod 755 /var/world/bin/pct`;
const step = lxcOptions({
  memory: gib(2),
  swap: "none",
  cores: 2,
  onboot: true,
  startup: { order: 3, up: seconds(30) },
  nameservers: ["10.0.0.1", "fd00::1"],
  features: { nesting: true, mounts: ["nfs", "cifs"] },
});

export const cases: readonly Case[] = [
  {
    title: "some of it at once, some at the next start",
    step,
    world: `${config("cores: 4", "features: keyctl=1,mount=nfs")}; ${waits}`,
    says: "memory is '' instead of '2048', swap is '' instead of '0', cores is '4' instead of '2'.*features is 'keyctl=1,mount=nfs' without 'mount=nfs;cifs,nesting=1'.*\\+ pct set 900 '--memory' '2048'",
    afterwards: `
      ${has("memory: 2048", "swap: 0", "cores: 2", "onboot: 1", "startup: order=3,up=30")}
      grep --after-context=9 --fixed-strings '[pve:pending]' ${conf} | grep --quiet 'features: mount=nfs;cifs,nesting=1,keyctl=1'
      [[ -e ${mark} ]]`,
  },
  {
    title: "of several features, the one that differs is named",
    step: lxcOptions({ features: { keyctl: true, nesting: true, fuse: false } }),
    world: config("features: nesting=1"),
    says: "features is 'nesting=1' without 'keyctl=1'",
  },
  {
    title: "all of it at once, so that no restart is due",
    step,
    world: config("cores: 4", "memory: 2048", "swap: 512"),
    afterwards: `
      ${has("memory: 2048", "swap: 0", "features: mount=nfs;cifs,nesting=1", "nameserver: 10.0.0.1 fd00::1")}
      [[ ! -e ${mark} ]]
      called pct set 900 --swap 0 --cores 2 --onboot 1 --startup order=3,up=30 --features 'mount=nfs;cifs,nesting=1' --nameserver '10.0.0.1 fd00::1'`,
  },
  {
    title: "as it should be, in other words and another order",
    step: lxcOptions({
      memory: mib(512),
      onboot: false,
      startup: { order: 3, up: seconds(30) },
      features: { nesting: true, fuse: false },
      nameservers: [],
      tags: ["b", "a"],
    }),
    world: config("startup: up=30,3", "features: keyctl=1,nesting=1", "tags: a;b"),
    asks: "holds",
    afterwards: `[[ ! -e ${mark} ]]`,
  },
  {
    title: "set before, and cut off before the restart",
    step: lxcOptions({ features: { nesting: true } }),
    world: `${config("", "[pve:pending]", "features: nesting=1")}; : >${mark}`,
    asks: "holds",
    afterwards: `[[ -e ${mark} ]]`,
  },
  {
    title: "it waits for a restart that nobody has asked for",
    step: lxcOptions({ features: { nesting: true } }),
    world: `${config("", "[pve:pending]", "features: nesting=1")}`,
    hides: "pct set",
    afterwards: `[[ -e ${mark} ]]`,
  },
  {
    title: "the host's name servers instead of others",
    step: lxcOptions({ nameservers: [], searchDomain: "" }),
    world: config("nameserver: 9.9.9.9"),
    afterwards: `! grep nameserver ${conf}\ncalled pct set 900 --delete nameserver`,
  },
  {
    title: "a feature that shall not be",
    step: lxcOptions({ features: { fuse: false } }),
    world: config("features: fuse=1,nesting=1"),
    afterwards: has("features: fuse=0,nesting=1"),
  },
  {
    title: "a restart that another step has asked for stays due",
    step: lxcOptions({ onboot: true }),
    world: `${config()}; : >${mark}`,
    afterwards: `[[ -e ${mark} ]]`,
  },
  {
    title: "pct refuses",
    step: lxcOptions({ memory: gib(2) }),
    world: `${config()}; broken pct 255`,
    asks: "fails",
    code: 22,
    afterwards: `[[ ! -e ${mark} ]]`,
  },
  {
    title: "pct takes none of two values",
    step: lxcOptions({ memory: gib(2), cores: 4 }),
    world: `${config("cores: 2")}; ${refusing(...refused)}`,
    asks: "fails",
    code: 22,
    says: "pct set 900 ended with 255: memory: value must have a minimum value of 16; cores: value must have a maximum",
    afterwards: `${has("cores: 2")}\n[[ ! -e ${mark} ]]`,
  },
  {
    title: "pct refuses for another reason",
    step: lxcOptions({ memory: gib(2) }),
    world: `${config("cores: 2")}; ${refusing("CT is locked (backup)")}`,
    asks: "fails",
    code: 22,
    says: "pct set 900 ended with 255: CT is locked \\(backup\\)",
    afterwards: `[[ ! -e ${mark} ]]`,
  },
  { title: "the container is gone", step: lxcOptions({ memory: gib(2) }), asks: "fails", code: 22 },
];
