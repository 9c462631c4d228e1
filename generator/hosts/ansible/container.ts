import { hash } from "node:crypto";
import { allNeedsOf, fleetRounds } from "../../dsl/fleet-order.ts";
import { pctLines } from "../../explain/pct-lines.ts";
import { type ContainerSettings, containerSettings } from "../../plan/container-settings.ts";
import type { Plan } from "../../plan/plan.ts";
import { renderScript } from "../../render/script.ts";
import { UsageError } from "../../validation/failures.ts";

/** A Proxmox VE host as the inventory has it. */
export interface ExportedNode {
  readonly name: string;
  /** The group of its containers. */
  readonly group: string;
  /** Where `ssh` reaches it; null if the definitions do not say. */
  readonly ssh: string | null;
  readonly scriptFolder: string;
}

/** A container as the inventory has it. */
export interface ExportedContainer extends ContainerSettings {
  readonly ctid: number;
  readonly name: string;
  readonly kind: "template" | "application";
  /** Its file in the project. */
  readonly definition: string;
  readonly node: ExportedNode;
  readonly template: { readonly ctid: number; readonly snapshot: string } | undefined;
  /** CTIDs of all that has to be set up before it, what it names itself first. */
  readonly needs: readonly number[];
  /** The round of the play that it is set up in, counted from 0. */
  readonly round: number;
  /** The words of the `pct` call that makes it. */
  readonly create: readonly string[];
  readonly script: { readonly name: string; readonly text: string; readonly sha256: string };
}

/** Returns the containers as an inventory has them. Throws a {@link UsageError} if the definitions do not say what host they are on. */
export function exportedContainers(plans: readonly Plan[]): ExportedContainer[] {
  const groups = new Map<string, string>();
  const rounds = fleetRounds(plans.map(({ definition }) => definition));
  return plans.map((plan) => exportedContainer(plan, rounds.get(plan.definition) ?? 0, groups));
}

function exportedContainer(plan: Plan, round: number, groups: Map<string, string>): ExportedContainer {
  const { definition, file, host, hostSettings } = plan;
  const { ctid, name, cloneOf } = definition.options;
  if (hostSettings === undefined)
    throw new UsageError(
      "no file of definitions/ describes a host; Ansible has to know its storage, bridge and OS template",
    );
  const { name: scriptName, text } = renderScript(plan);
  const [create = []] = pctLines(definition, hostSettings);
  return {
    ...containerSettings(definition, hostSettings),
    ctid,
    name,
    kind: definition.is,
    definition: file,
    node: { name: host.name, ssh: host.ssh, scriptFolder: host.scriptFolder, group: groupOf(host.name, groups) },
    template: cloneOf && { ctid: cloneOf.options.ctid, snapshot: cloneOf.options.snapshot },
    needs: allNeedsOf(definition).map(({ options }) => options.ctid),
    round,
    create,
    script: { name: scriptName, text, sha256: hash("sha256", text, "hex") },
  };
}

/** Ansible's groups have names of letters, digits and `_`; those of two hosts must not become one. */
function groupOf(node: string, groups: Map<string, string>): string {
  const known = groups.get(node);
  if (known !== undefined) return known;
  const plain = `phoenix_on_${node.replace(/[^A-Za-z0-9_]/g, "_")}`;
  const taken = [...groups.values()];
  const free = taken.includes(plain) ? `${plain}_${taken.length + 1}` : plain;
  groups.set(node, free);
  return free;
}
