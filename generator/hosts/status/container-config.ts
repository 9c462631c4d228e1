/** One section of a container's configuration: what is so now, what waits for a restart, or a snapshot. */
export interface ConfigSection {
  /** Settings by their key; of a key that is there twice, the last one counts. */
  readonly settings: ReadonlyMap<string, string>;
  /** Entries for LXC itself, each as `key: value`. */
  readonly raw: readonly string[];
  /** Notes as plain text, each line with its end; empty if there are none. */
  readonly description: string;
}

/** A container's configuration as Proxmox keeps it in `/etc/pve/lxc/<CTID>.conf`. */
export interface ContainerConfig extends ConfigSection {
  /** Changes that wait for a restart. */
  readonly pending: ConfigSection;
  readonly snapshots: ReadonlyMap<string, ConfigSection>;
}

interface Mutable {
  readonly settings: Map<string, string>;
  readonly raw: string[];
  description: string;
}

const empty = (): Mutable => ({ settings: new Map(), raw: [], description: "" });

const PENDING = /^\[pve:pending\]$/i;
const SNAPSHOT = /^\[([a-z][a-z0-9_-]+)\]$/i;
const RAW = /^(lxc\.[a-z0-9_.-]+)(?::|\s*=)(.*)$/;
const SETTING = /^([a-z][a-z_]*[0-9]*):(.*)$/;

/** Reads a configuration as Proxmox does (PVE::LXC::Config, parse_pct_config): lines that it cannot read, it leaves out. Never throws. */
export function parseContainerConfig(text: string): ContainerConfig {
  const live = empty();
  const pending = empty();
  const snapshots = new Map<string, Mutable>();
  let section = live;
  for (const whole of text.split("\n")) {
    const line = whole.trimEnd();
    const name = SNAPSHOT.exec(line)?.[1];
    if (PENDING.test(line)) section = pending;
    else if (name !== undefined) {
      section = empty();
      snapshots.set(name, section);
    } else readLine(section, line);
  }
  return { ...live, pending, snapshots };
}

function readLine(section: Mutable, line: string): void {
  if (line.startsWith("#")) {
    section.description += `${decodeNotes(line.slice(1))}\n`;
    return;
  }
  const [, rawKey, rawValue = ""] = RAW.exec(line) ?? [];
  if (rawKey !== undefined) {
    section.raw.push(`${rawKey}: ${rawValue.trimStart()}`);
    return;
  }
  const [, key, given = ""] = SETTING.exec(line) ?? [];
  const value = given.trimStart();
  if (key === undefined || value === "") return;
  if (key === "description") section.description = decodeNotes(value);
  else section.settings.set(key, value);
}

/** As PVE::Tools::decode_text: `%XX` is a byte of UTF-8. */
const decodeNotes = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (codes) => Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"));

/** Returns the settings after the next start: what waits for it, in place of what is so now. */
export function settingsAfterRestart({ settings, pending }: ContainerConfig): ReadonlyMap<string, string> {
  const after = new Map(settings);
  for (const key of (pending.settings.get("delete") ?? "").split(/[\s,;]+/)) after.delete(key.replace(/^!/, ""));
  for (const [key, value] of pending.settings) if (key !== "delete") after.set(key, value);
  return after;
}

/** Returns the parts of a value such as `name=eth0,ip=…`; one without a name is known by the empty name. */
export function partsOf(value: string): ReadonlyMap<string, string> {
  const parts = value.split(",").filter((part) => part !== "");
  return new Map(
    parts.map((part): [string, string] => {
      const at = part.indexOf("=");
      return at < 0 ? ["", part] : [part.slice(0, at), part.slice(at + 1)];
    }),
  );
}

/** Returns a size as Proxmox writes it in MiB, rounded down; infinity if there is none, or if it is no size. */
export function mebibytesOf(size: string | undefined): number {
  const [, number, unit = ""] = /^(\d{1,12})([KMGT]?)$/.exec(size ?? "") ?? [];
  if (number === undefined) return Number.POSITIVE_INFINITY;
  const factor = { K: 2 ** -10, M: 1, G: 2 ** 10, T: 2 ** 20 }[unit] ?? 2 ** -20;
  return Math.floor(Number(number) * factor);
}
