import { isUnprivileged } from "../dsl/privilege.ts";
import type { Step } from "../dsl/step.ts";
import { inMebibytes } from "../dsl/units.ts";
import { sized } from "../plan/container-settings.ts";
import type { Plan } from "../plan/plan.ts";

/** The features that a definition speaks of, in the order in which Proxmox writes them. */
const FEATURES = ["fuse", "keyctl", "nesting"] as const;

/**
 * What a script compares with the container's configuration on the host, as words `key=value` by Proxmox's own keys. `required` is what
 * steps rely on, each behind the number of the first such step, 0 for the script as a whole; `compared` is the rest. Both leave out what a
 * step of the script sets itself.
 */
export function settingFacts(plan: Plan): { required: string[]; compared: string[] } {
  const { name, memory, cores, disk, features = {}, network } = plan.definition.options;
  const { ip, gateway, mac, interface: device = "eth0", firewall } = network;
  const guarded = firewall === undefined ? "" : `,firewall=${firewall ? 1 : 0}`;
  const required = requiredSettings(plan);
  const known = new Set(required.map((setting) => setting.replace(/^\d+:|=.*/g, "")));
  const wanted = FEATURES.filter(
    (feature) => !known.has(feature) && !isSetBy(plan, ({ features }) => features?.[feature]),
  );
  return {
    required,
    compared: [
      `hostname=${name}`,
      ...(known.has("memory") || isSetBy(plan, (claims) => claims.memory) ? [] : [`memory=${inMebibytes(memory)}`]),
      ...(isSetBy(plan, (claims) => claims.cores) ? [] : [`cores=${cores}`]),
      `rootfs=${sized(disk)}`,
      ...(wanted.length === 0 ? [] : [`features=${wanted.map((one) => `${one}=${features[one] ? 1 : 0}`).join(",")}`]),
      `net0=name=${device}${guarded},gw=${gateway},hwaddr=${mac.toUpperCase()},ip=${ip}`,
    ],
  };
}

function requiredSettings(plan: Plan): string[] {
  const { memory, features = {} } = plan.definition.options;
  const unprivileged = isUnprivileged(plan.definition);
  const first = (relies: (step: Step) => boolean) => plan.steps.find(({ step }) => relies(step))?.number;
  const found = [`0:unprivileged=${unprivileged ? 1 : 0}`];
  for (const feature of FEATURES.filter((one) => features[one] === true)) {
    // Docker in an unprivileged container works with keyctl or without, but was set up for what the definition says.
    const number = first(
      (step) =>
        step.features.includes(feature) || (feature === "keyctl" && unprivileged && step.traits?.docker === true),
    );
    if (number !== undefined && !isSetBy(plan, ({ features }) => features?.[feature], number))
      found.push(`${number}:${feature}=1`);
  }
  const number = first(({ claims }) => claims.usesMemory === true);
  if (number !== undefined && !isSetBy(plan, (claims) => claims.memory, number))
    found.push(`${number}:memory=${inMebibytes(memory)}`);
  return found;
}

/** Whether a step before that number says it of the container, and so sets it there, whatever the run finds. */
const isSetBy = (
  { steps }: Plan,
  claim: (claims: Step["claims"]) => unknown,
  before = Number.POSITIVE_INFINITY,
): boolean =>
  steps.some(({ number, step }) => number < before && step.when.length === 0 && claim(step.claims) !== undefined);
