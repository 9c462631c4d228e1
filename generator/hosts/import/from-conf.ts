import { basename } from "node:path";
import { type Finding, finding } from "../../validation/finding.ts";
import type { Place } from "../../validation/problem.ts";
import { isSound } from "./build-step.ts";
import { confLines, mebibytes, partsOf, type Section, type Setting } from "./conf-lines.ts";
import { entryStep, isLxcOption, lxcOption } from "./conf-steps.ts";
import { type Facts, type Input, noFacts } from "./facts.ts";
import { takeRaw } from "./raw-settings.ts";
import { holdsSecret, quotedLine, setting, shown } from "./shown.ts";

/** What comes with the OS template, or is what Proxmox takes where nothing is said. */
const SILENT = [
  /^(arch|ostype|digest|parent|snaptime|snapstate)$/,
  /^(cmode=tty|console=1|tty=2|debug=0|onboot=0|protection=0|template=0|cpulimit=0|swap=512|cpuunits=(100|1024))$/,
];

/** The CTID that a file's name says: the one number of three to nine digits in it. */
export function ctidOf(file: string): number | undefined {
  const numbers = basename(file).match(/(?<!\d)[1-9]\d{2,8}(?!\d)/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}

/** What a file of `/etc/pve/lxc`, or the output of `pct config`, says of its container. */
export function fromConf(text: string, file: string): Input {
  const { sections, findings } = confLines(text, file);
  const ctid = ctidOf(file);
  const start = { file, line: 1, column: 1 };
  const nameless = finding(
    "D410",
    "its name does not say the CTID",
    "name it for its container, such as 910.conf",
    start,
  );
  if (ctid === undefined) return { containers: [], host: {}, findings: [...findings, nameless] };
  const [live, ...snapshots] = sections;
  if (live === undefined || findings.length > 0) return { containers: [], host: {}, findings };
  if (live.settings.some(({ key, value }) => key === "template" && value === "1")) {
    const message = `container ${ctid} was left out: it is a Proxmox template, which cannot be started`;
    const left = finding("D420", message, "describe a container that it is cloned to", start);
    return { containers: [], host: {}, findings: [left] };
  }
  const facts = noFacts(ctid, start, "conf");
  const problems: Finding[] = [];
  for (const one of live.settings) take(facts, one, problems);
  takeRaw(facts, live.settings);
  facts.unsound = problems.length > 0;
  facts.unprivileged ??= { value: false, place: start };
  takeDescription(facts, live);
  takeSnapshots(facts, snapshots);
  return { containers: [facts], host: {}, findings: problems };
}

function take(facts: Facts, one: Setting, problems: Finding[]): void {
  const { key, value, place } = one;
  const leave = (): void => void facts.leftovers.push({ text: setting(key, value), place });
  const whole = (): number | undefined => (/^\d{1,9}$/.test(value) ? Number(value) : undefined);
  const number = (field: "memory" | "cores"): void => {
    const said = whole();
    if (said === undefined) problems.push(wrong(place, `${key} '${shown(value)}' is not a whole number`));
    else facts[field] = { value: said, place };
  };
  if (key.startsWith("lxc.") || SILENT.some((form) => form.test(key) || form.test(`${key}=${value}`))) return;
  if (key === "hostname") facts.name = { value, place };
  else if (key === "memory" || key === "cores") number(key);
  else if (key === "unprivileged") facts.unprivileged = { value: value === "1", place };
  else if (key === "rootfs") rootfs(facts, one, problems);
  else if (key === "net0") network(facts, one, problems);
  else if (key === "features") features(facts, one);
  else if (/^(mp|dev)\d+$/.test(key)) {
    const step = entryStep(one);
    if (step) facts.steps.push(step);
    else leave();
  } else if (isLxcOption(key)) {
    const options = lxcOption(one);
    if (options) facts.steps.push({ call: "lxc.options", options, place });
    else leave();
  } else leave();
}

const wrong = (place: Place, message: string, fix = "mend it on the host, or leave the file out"): Finding =>
  finding("D412", message, fix, place);

function rootfs(facts: Facts, { key, value, place }: Setting, problems: Finding[]): void {
  const parts = partsOf(value, "volume");
  const storage = /^([^:/]+):/.exec(parts?.get("volume") ?? "")?.[1];
  const size = mebibytes(parts?.get("size"));
  if (parts === undefined || storage === undefined || size === undefined) {
    problems.push(wrong(place, `rootfs ${quotedLine(value)} is not a volume of a storage with its size`));
    return;
  }
  facts.storage = { value: storage, place };
  facts.disk = { value: size, place };
  leaveParts(facts, { key, value, place }, parts, ["volume", "size"]);
}

const NET = { name: "interface", bridge: "bridge", gw: "gateway", hwaddr: "mac", ip: "ip" } as const;

function network(facts: Facts, { key, value, place }: Setting, problems: Finding[]): void {
  const parts = partsOf(value);
  if (parts === undefined) {
    problems.push(wrong(place, `net0 ${quotedLine(value)} is not a list of key=value`));
    return;
  }
  if (parts.has("firewall")) facts.firewall = { value: parts.get("firewall") === "1", place };
  for (const [part, said] of parts) if (part in NET) facts[NET[part as keyof typeof NET]] = { value: said, place };
  const ip = parts.get("ip") ?? "none";
  if (!ip.includes("/")) {
    const fix = "give the container a fixed address with pct set --net0, or leave the file out";
    problems.push(wrong(place, `its IPv4 address is '${shown(ip)}': a definition has a fixed one`, fix));
  }
  leaveParts(facts, { key, value, place }, parts, [...Object.keys(NET), "firewall", "type"]);
}

function features(facts: Facts, { key, value, place }: Setting): void {
  const parts = partsOf(value);
  if (parts === undefined) return void facts.leftovers.push({ text: setting(key, value), place });
  const own = ["nesting", "keyctl", "fuse"].filter((name) => parts.get(name) === "1");
  if (own.length > 0) facts.features = { value: Object.fromEntries(own.map((name) => [name, true])), place };
  const mounts = parts.get("mount")?.split(";");
  const more = { ...(parts.get("mknod") === "1" && { mknod: true }), ...(mounts && { mounts }) };
  const step = { call: "lxc.options", options: { features: more }, place } as const;
  const isStep = Object.keys(more).length > 0 && isSound(step);
  if (isStep) facts.steps.push(step);
  leaveParts(facts, { key, value, place }, parts, ["nesting", "keyctl", "fuse", ...(isStep ? ["mknod", "mount"] : [])]);
}

/** Parts of a setting that no option has. */
function leaveParts(
  facts: Facts,
  { key, place }: Setting,
  parts: ReadonlyMap<string, string>,
  known: readonly string[],
) {
  for (const [part, said] of parts)
    if (!known.includes(part) && !(key === "features" && said === "0"))
      facts.leftovers.push({ text: setting(`${key} ${part}`, said, "="), place });
}

/** One line is the container's own; more of it is what Proxmox shows beside it. */
function takeDescription(facts: Facts, { description, place }: Section): void {
  const text = description.join("\n").replace(/^\n+|\s+$/g, "");
  if (text === "") return;
  const isOneLine = !/\p{Cc}/u.test(text) && !/\p{Surrogate}/u.test(text);
  const step = { call: "lxc.options", options: { description: text }, place } as const;
  if (holdsSecret("description", text)) facts.leftovers.push({ text: setting("description", text), place });
  else if (isOneLine) facts.description = { value: text, place };
  else if (isSound(step)) facts.steps.push(step);
  else facts.leftovers.push({ text: setting("description", text), place });
}

/** The snapshot that a script of ours has made is what the template ends as. */
function takeSnapshots(facts: Facts, snapshots: readonly Section[]): void {
  for (const { snapshot = "", description, place } of snapshots) {
    const isOurs = description.some((line) => line.startsWith("phoenix-setup plan="));
    if (isOurs && facts.snapshot === undefined) facts.snapshot = { value: snapshot, place };
    else facts.snapshots.push({ value: snapshot, place });
  }
}
