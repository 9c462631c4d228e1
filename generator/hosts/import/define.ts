import type { ApplicationOptions, Definition, Template, TemplateOptions } from "../../dsl/container.ts";
import { application, template } from "../../dsl/container-schema.ts";
import type { Host } from "../../dsl/host.ts";
import { isUnprivileged } from "../../dsl/privilege.ts";
import type { Step } from "../../dsl/step.ts";
import { gib, mib, type Size } from "../../dsl/units.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import { buildStep } from "./build-step.ts";
import type { Facts } from "./facts.ts";
import { orderedSteps } from "./step-order.ts";

/** A container of the input as a definition, with what it was made of. */
export interface Imported {
  readonly facts: Facts;
  readonly definition: Definition;
  /** The definition's steps, each with what the input says of it. */
  readonly steps: ReadonlyMap<Step, Facts["steps"][number]>;
}

/** The host that the containers are on, and whether a definition has to name it. */
export interface Where {
  readonly host: Host;
  readonly isNamed: boolean;
}

/** Makes definitions of facts, parents first. What lacks something is told and left out. */
export function define(
  containers: readonly Facts[],
  where: Where,
  existing: readonly Definition[],
): { readonly imported: Imported[]; readonly findings: Finding[] } {
  const imported = new Map<number, Imported>();
  const findings: Finding[] = [];
  const there = new Map(existing.map((one) => [one.options.ctid, one]));
  const open = new Map(containers.map((one) => [one.ctid, one]));
  const follow = (facts: Facts, children: readonly number[]): void => {
    open.delete(facts.ctid);
    const { parent } = facts;
    const next = parent && open.get(parent.value);
    if (next) follow(next, [...children, facts.ctid]);
    const found = parent && (imported.get(parent.value)?.definition ?? there.get(parent.value));
    const problem = parent && parentProblem(facts, found, containers, children);
    if (problem) findings.push(problem);
    const missing = facts.unsound === true ? [] : missingIn(facts);
    findings.push(...missing);
    // What is wrong with a parent is told at the parent.
    const isAlone = parent !== undefined && found === undefined;
    if (facts.unsound === true || isAlone || problem || missing.length > 0) return;
    if (found) findings.push(...privilegeDiffers(facts, found));
    imported.set(facts.ctid, madeOf(facts, where, found as Template | undefined));
  };
  for (const facts of containers) if (open.has(facts.ctid)) follow(facts, []);
  return { imported: [...imported.values()].sort((a, b) => a.facts.ctid - b.facts.ctid), findings };
}

function parentProblem(
  { ctid, parent, place }: Facts,
  found: Definition | undefined,
  containers: readonly Facts[],
  children: readonly number[],
): Finding | undefined {
  if (parent === undefined || found?.is === "template") return undefined;
  const told = (message: string, fix: string): Finding => finding("D415", message, fix, parent?.place ?? place);
  if (found)
    return told(
      `container ${ctid} is cloned from ${parent.value}, which ends as no snapshot`,
      "make that one a template",
    );
  if (parent.value === ctid || children.includes(parent.value))
    return told(
      `container ${ctid}: the chain of clones comes back to its start`,
      "clone from a template that is created",
    );
  if (containers.some((one) => one.ctid === parent.value)) return undefined;
  const fix = `give the configuration of ${parent.value} too`;
  return told(
    `container ${ctid} is cloned from ${parent.value}, which is neither in the input nor in definitions/`,
    fix,
  );
}

const NEEDED = [
  ["name", "name", "hostname"],
  ["memory", "memory_mb", "memory"],
  ["cores", "cores", "cores"],
  ["disk", "storage_size_gb", "rootfs"],
  ["ip", "network_config.ip", "net0"],
  ["gateway", "network_config.gw", "gw in net0"],
  ["mac", "mac_address", "hwaddr in net0"],
] as const;

function missingIn(facts: Facts): Finding[] {
  const lacking: string[] = NEEDED.filter(([field]) => facts[field] === undefined).map(
    ([, json, conf]) => `\`${facts.from === "json" ? json : conf}\``,
  );
  if (facts.parent === undefined && facts.unprivileged === undefined) lacking.push("`unprivileged`");
  if (lacking.length === 0) return [];
  const message = `container ${facts.ctid} lacks ${lacking.join(", ")}, which a definition has to say`;
  return [finding("D412", message, "set it on the host or in the file, or leave the container out", facts.place)];
}

/** A clone has its parent's privilege: `pct` cannot give it another one. */
function privilegeDiffers({ ctid, unprivileged }: Facts, parent: Definition): Finding[] {
  if (unprivileged === undefined || unprivileged.value === isUnprivileged(parent)) return [];
  const is = isUnprivileged(parent) ? "unprivileged" : "privileged";
  const message = `container ${ctid} says that it is not ${is}, but a clone has the privilege of its parent ${parent.options.ctid}, which is`;
  return [finding("D422", message, "no change is needed: the definition inherits it", unprivileged.place)];
}

function madeOf(facts: Facts, { host, isNamed }: Where, parent: Template | undefined): Imported {
  const said = orderedSteps(facts);
  const steps = new Map(said.map((one) => [buildStep(one), one]));
  const { snapshot, features, gpus, portainerRole, model, tensorParallelSize, storage, description } = facts;
  const options = {
    ctid: facts.ctid,
    name: facts.name?.value,
    ...(description && { description: description.value }),
    ...(parent ? { cloneOf: parent } : { unprivileged: facts.unprivileged?.value }),
    ...(snapshot && { snapshot: snapshot.value }),
    memory: mib(facts.memory?.value ?? 0),
    cores: facts.cores?.value,
    disk: sized(facts.disk?.value ?? 0),
    network: {
      ip: facts.ip?.value,
      gateway: facts.gateway?.value,
      mac: facts.mac?.value,
      ...(facts.interface && facts.interface.value !== "eth0" && { interface: facts.interface.value }),
      ...(facts.firewall && { firewall: facts.firewall.value }),
    },
    ...(features && { features: features.value }),
    ...(gpus && { gpus: gpus.value }),
    ...(portainerRole && portainerRole.value !== "none" && { portainerRole: portainerRole.value }),
    ...((model || tensorParallelSize) && {
      vllm: { model: model?.value, tensorParallelSize: tensorParallelSize?.value ?? 1 },
    }),
    ...(isNamed && parent === undefined && { host }),
    ...(storage && storage.value !== host.storage && { storage: storage.value }),
    steps: [...steps.keys()],
  };
  const definition = snapshot
    ? template(options as unknown as TemplateOptions)
    : application(options as unknown as ApplicationOptions);
  return { facts, definition, steps };
}

const sized = (amount: number): Size => (amount % 1024 === 0 ? gib(amount / 1024) : mib(amount));
