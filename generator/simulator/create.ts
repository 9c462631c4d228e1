import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandGrammarBash, commandNames, grammarBash } from "./grammar.ts";

/** A container as it stands when the simulation begins. */
export interface SimulatedContainer {
  ctid: number;
  hostname: string;
  running: boolean;
  unprivileged: boolean;
  /** Further lines of its configuration, as in the real file: `net0: name=eth0,…`, `lxc.cgroup2.devices.allow: …`. */
  config?: readonly string[];
  /** Oldest first, each one the parent of the next. The description is stored as `pct snapshot --description` does. */
  snapshots?: readonly { name: string; description: string }[];
  /** The word of a configuration lock. */
  lock?: string;
}

/** What {@link createSimulator} lays out, and where. */
export interface SimulatorOptions {
  /** Made if it is missing. What an earlier simulation left there is not removed. */
  folder: string;
  containers: readonly SimulatedContainer[];
}

/** When the first snapshot of the simulated past was taken, in seconds; the others follow a minute apart. */
const FIRST_SNAPSHOT = 1_750_000_000;

/**
 * Lays out `<folder>/bin` (first on PATH of what is tested), `<folder>/host` (its PHOENIX_HOST_ROOT) and
 * `<folder>/state`. Once made, the folder needs no Node.
 */
export function createSimulator({ folder, containers }: SimulatorOptions): void {
  const inside = (path: string) => join(folder, path);
  for (const path of [
    "bin",
    "lib",
    "state/faults",
    "state/curl",
    "state/hanging",
    "host/etc/pve/lxc",
    "host/dev",
    "host/var/log",
  ]) {
    mkdirSync(inside(path), { recursive: true });
  }
  for (const path of ["host/run/lock/lxc", "host/usr/local/phoenix_hypervisor/etc"]) {
    mkdirSync(inside(path), { recursive: true });
  }
  const source = bashFolder();
  for (const name of readdirSync(source)) {
    if (name.endsWith(".bash")) copyFileSync(join(source, name), inside(`lib/${name}`));
  }
  for (const program of ["pct", "curl"]) {
    copyFileSync(join(source, `${program}.bash`), inside(`bin/${program}`));
    chmodSync(inside(`bin/${program}`), 0o755);
  }
  writeFileSync(inside("lib/grammar.bash"), grammarBash());
  for (const name of commandNames) writeFileSync(inside(`lib/grammar-${name}.bash`), commandGrammarBash(name));
  writeFileSync(inside("state/node"), "pve\n");
  writeFileSync(inside("state/calls"), "");
  for (const container of containers) putContainer(folder, container);
}

/** Puts one container as given into a simulator's folder; what an earlier one with its CTID left there is gone. */
export function putContainer(folder: string, container: SimulatedContainer): void {
  const state = join(folder, "state", String(container.ctid));
  rmSync(state, { recursive: true, force: true });
  for (const part of [
    "steps",
    "programs",
    "root/etc",
    "root/root",
    "root/run/lock",
    "root/tmp",
    "root/var/lib",
    "root/var/log",
  ])
    mkdirSync(join(state, part), { recursive: true });
  writeFileSync(join(folder, `host/etc/pve/lxc/${container.ctid}.conf`), configurationText(container));
  if (container.running) writeFileSync(join(state, "running"), "");
}

/** The Bash parts stand beside this file in the source, and in `simulator/` beside the bundled command line. */
function bashFolder(): string {
  const here = typeof __dirname === "string" ? __dirname : import.meta.dirname;
  const candidates = [here, join(here, "simulator"), join(dirname(here), "simulator")];
  const found = candidates.find((folder) => existsSync(join(folder, "pct.bash")));
  if (found === undefined)
    throw new Error(`the simulator's Bash files are missing; looked in ${candidates.join(", ")}`);
  return found;
}

/** The configuration in the form in which Proxmox writes it: sorted keys, one section per snapshot. */
export function configurationText(container: SimulatedContainer): string {
  const config = container.config ?? [];
  const defaults: Record<string, string> = {
    arch: "amd64",
    cores: "2",
    hostname: container.hostname,
    memory: "2048",
    net0: `name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:${hexPair(container.ctid >> 8)}:${hexPair(container.ctid)},ip=dhcp,type=veth`,
    ostype: "ubuntu",
    rootfs: `lxc-disks:subvol-${container.ctid}-disk-0,size=32G`,
    swap: "512",
    unprivileged: container.unprivileged ? "1" : "0",
  };
  const raw = config.filter((line) => line.startsWith("lxc."));
  for (const line of config) {
    const [, key, value] = /^([a-z][a-z_]*\d*): *(.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) defaults[key] = value;
  }
  const section = (extra: Record<string, string>) =>
    Object.entries({ ...defaults, ...extra })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${key}: ${value}`)
      .concat(raw)
      .join("\n");
  const snapshots = container.snapshots ?? [];
  const parent = (index: number): Record<string, string> => {
    const before = snapshots[index - 1];
    return before === undefined ? {} : { parent: before.name };
  };
  const lock: Record<string, string> = container.lock === undefined ? {} : { lock: container.lock };
  const current = section({ ...parent(snapshots.length), ...lock });
  const past = snapshots.map(
    ({ name, description }, index) =>
      `\n[${name}]\n${comment(description)}${section({ ...parent(index), snaptime: String(FIRST_SNAPSHOT + 60 * index) })}\n`,
  );
  return `${current}\n${past.sort().join("")}`;
}

const hexPair = (number: number): string => (number & 255).toString(16).toUpperCase().padStart(2, "0");

/** A description as comment lines, every byte but printable ASCII without `:` and `%` as %XX. */
function comment(description: string): string {
  if (description === "") return "";
  const encoded = (line: string) =>
    [...Buffer.from(line)]
      .map((byte) =>
        byte >= 32 && byte < 127 && byte !== 37 && byte !== 58 ? String.fromCharCode(byte) : `%${hexPair(byte)}`,
      )
      .join("");
  return description
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => `#${encoded(line)}\n`)
    .join("");
}
