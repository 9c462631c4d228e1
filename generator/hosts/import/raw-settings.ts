import type { Setting } from "./conf-lines.ts";
import type { Facts } from "./facts.ts";
import { holdsSecret, setting, shown, variableFor } from "./shown.ts";

/** Lines that `nvidia.devices` writes, or that say the same in the form of older hosts. */
const GPU = /^\/dev\/nvidia(\d{1,2}) dev\/nvidia\1 none \S*\bbind\b/;
const NVIDIA = [
  /^\/dev\/nvidia(ctl|-uvm|-uvm-tools|-caps|\d{1,2}) dev\/nvidia(ctl|-uvm|-uvm-tools|-caps|\d{1,2}) none \S*\bbind\b/,
  /^c \d+:\* rwm$/,
];

/** Takes the lines `lxc.…`: the devices of GPUs become a step, secrets are asked for when the script runs, and the others are left out. */
export function takeRaw(facts: Facts, settings: readonly Setting[]): void {
  const raw = settings.filter(({ key }) => key.startsWith("lxc."));
  const gpus = raw.flatMap(({ key, value }) => (key === "lxc.mount.entry" ? (GPU.exec(value)?.slice(1) ?? []) : []));
  const [first] = raw.filter(({ value }) => GPU.test(value));
  if (first) {
    const numbers = [...new Set(gpus.map(Number))].sort((a, b) => a - b);
    facts.gpus = { value: numbers, place: first.place };
    facts.steps.push({ call: "nvidia.devices", options: { gpus: numbers }, place: first.place });
  }
  for (const one of raw) {
    const isGpus = first !== undefined && /^lxc\.(mount\.entry|cgroup2?\.devices\.allow)$/.test(one.key);
    if (!isGpus || !NVIDIA.some((form) => form.test(one.value))) leave(facts, one);
  }
}

/** A variable that holds a secret comes from the environment of the script's run instead. */
function leave(facts: Facts, { key, value, place }: Setting): void {
  const [, name = ""] = key === "lxc.environment" ? (/^([A-Za-z_]\w*)=/.exec(value) ?? []) : [];
  if (name === "" || !holdsSecret(name, value)) {
    facts.leftovers.push({ text: setting(key, value, " = "), place });
    return;
  }
  const variable = variableFor(facts.ctid, name);
  const note = `the value of ${shown(name)} in ${key} was left out: the script takes it from the environment of its run`;
  const path = `/root/.secrets/${variable.toLowerCase()}`;
  facts.steps.push({ call: "secret.fromEnvironment", options: { variable, path }, place, note });
}
