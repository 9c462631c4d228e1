import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.ts";

/** The orchestrator's file as its author wrote it. */
export const ancestors = readFileSync(
  join(root, "test/contract/host/usr/local/phoenix_hypervisor/etc/phoenix_lxc_configs.json"),
  "utf8",
);

/** Settings of a sound container. */
const SOUND = {
  cores: "2",
  hostname: "web",
  memory: "2048",
  net0: "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:12,ip=10.0.0.12/24,type=veth",
  rootfs: "local-zfs:subvol-912-disk-0,size=16G",
  unprivileged: "1",
};

/** A file of `/etc/pve/lxc`; `change` overrides its settings, and undefined leaves one out. */
export const conf = (change: Readonly<Record<string, string | undefined>> = {}, ...more: string[]): string =>
  `${Object.entries({ ...SOUND, ...change })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value}`)
    .concat(more)
    .join("\n")}\n`;

/** The orchestrator's file with one container; `change` overrides its keys. */
export const json = (change: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({ lxc_configs: { 912: { ...block, ...change } } }, null, 2)}\n`;

const block = {
  name: "web",
  memory_mb: 2048,
  cores: 2,
  template: "local:vztmpl/debian-12.tar.zst",
  storage_pool: "local-zfs",
  storage_size_gb: 16,
  network_config: { name: "eth0", bridge: "vmbr0", ip: "10.0.0.12/24", gw: "10.0.0.1" },
  mac_address: "BC:24:11:00:00:12",
  portainer_role: "none",
  unprivileged: true,
};
