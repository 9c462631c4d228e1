import { nvidiaDevices } from "../../generator/steps/kinds/nvidia-devices.ts";
import type { Case } from "./case.ts";

export const kind = "nvidia-devices";
const conf = "/host/etc/pve/lxc/900.conf";
const head = "arch: amd64\\nhostname: base\\nmemory: 2048\\n";
const entry = (name: string, create = "file") =>
  `lxc.mount.entry: /dev/${name} dev/${name} none bind,optional,create=${create}\\n`;
// The devices of the sandbox are links to ones of major number 1.
const lines = (gpus: readonly number[]) =>
  [...gpus.map((gpu) => `nvidia${gpu}`), "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools"]
    .map((name) => entry(name))
    .join("") +
  entry("nvidia-caps", "dir") +
  "lxc.cgroup2.devices.allow: c 195:* rwm\\nlxc.cgroup2.devices.allow: c 1:* rwm\\n";
const snapshot = "\\n[base-snapshot]\\narch: amd64\\nmemory: 512\\n";
const step = nvidiaDevices({ gpus: [0, 1] });
const is = (text: string) => `cmp ${conf} <(printf %b $'${text.replaceAll("\\n", "\\\\n")}')`;
const config = (text: string) => `gpus 2; printf %b '${text}' >${conf}`;

export const cases: readonly Case[] = [
  {
    title: "none of the lines, and a snapshot after them",
    step,
    world: config(head + snapshot),
    // The frame restarts the container for as long as this mark is there.
    afterwards: `${is(head + lines([0, 1]) + snapshot)}\n[[ -e /host/run/phoenix-setup-restart-900 ]]`,
  },
  {
    title: "no snapshot",
    step,
    world: config(head),
    afterwards: is(head + lines([0, 1])),
    says: "missing: lxc.mount.entry: /dev/nvidia0 .*missing: lxc.cgroup2.devices.allow: c 195",
  },
  {
    title: "a line twice, in another form",
    step,
    world: config(`${head}${lines([0, 1])}lxc.cgroup2.devices.allow = c 195:* rwm\\n`),
    says: "twice: lxc.cgroup2.devices.allow = c 195",
    hides: "missing: ",
    afterwards: is(head + lines([0, 1])),
  },
  {
    title: "all there",
    step,
    world: config(head + lines([0, 1]) + snapshot),
    asks: "holds",
    afterwards: "[[ ! -e /host/run/phoenix-setup-restart-900 ]]",
  },
  {
    title: "the host lacks a GPU",
    step,
    world: `gpus 1; printf %b '${head}' >${conf}`,
    asks: "fails",
    code: 22,
    says: "/dev/nvidia1",
    afterwards: is(head),
  },
  { title: "no configuration", step, world: "gpus 2", asks: "fails", code: 22 },
];
