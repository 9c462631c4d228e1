import { isJoinedText, isRuntimeValue, type Text } from "../../dsl/text.ts";
import type { Plan } from "../../plan/plan.ts";
import { hostNeeds } from "../../render/facts.ts";
import type { HostFacts } from "./host-facts.ts";

/** Something on the host that a script reads or uses, by its absolute path. */
export interface NeededPath {
  readonly path: string;
  readonly kind: "file" | "folder" | "device";
}

/** What one script needs on its host. */
export interface Needs {
  readonly programs: readonly string[];
  readonly paths: readonly NeededPath[];
}

const ETC = "/usr/local/phoenix_hypervisor/etc";
const CONFIGS = {
  "lxc-config": `${ETC}/phoenix_lxc_configs.json`,
  "hypervisor-config": `${ETC}/phoenix_hypervisor_config.json`,
};

/** Returns what a script needs; of steps that have a condition, and of paths that are known on the host only, nothing is known. */
export function needsOf(plan: Plan): Needs {
  const configs = plan.values.flatMap(({ from }) => (from === "environment" ? [] : [CONFIGS[from]]));
  const steps = plan.steps.map(({ step }) => step).filter(({ when }) => when.length === 0);
  const paths: NeededPath[] = [
    ...configs.map((path) => ({ path, kind: "file" as const })),
    ...steps.flatMap(({ expects, hostFile }) => [
      ...[...(hostFile === undefined ? [] : [hostFile]), ...(expects.files ?? [])].flatMap((path) =>
        needed(path, "file"),
      ),
      ...(expects.folders ?? []).flatMap((path) => needed(path, "folder")),
      ...(expects.devices ?? []).flatMap((path) => needed(path, "device")),
    ]),
  ];
  const unique = new Map(paths.map((one) => [`${one.kind} ${one.path}`, one]));
  return { programs: hostNeeds(plan), paths: [...unique.values()] };
}

function needed(path: Text, kind: NeededPath["kind"]): NeededPath[] {
  const parts = isJoinedText(path) ? path.parts : [path];
  return parts.some(isRuntimeValue) ? [] : [{ path: parts.join(""), kind }];
}

/** Returns what is wrong with the paths that a script needs, such as `file /etc/x: missing`. */
export function missingPaths({ paths }: Needs, facts: HostFacts): string[] {
  return paths.flatMap(({ path, kind }) => {
    const found = facts.paths.get(path);
    if (found?.kind === kind && found.readable) return [];
    // Only root reads everything, so that for others it says nothing.
    const why =
      found === undefined || found.kind === "unreadable" || found.kind === kind
        ? "unreadable"
        : found.kind === "missing"
          ? "missing"
          : `is not a ${kind}`;
    return [`${kind} ${path}: ${why}`];
  });
}

/** What every script needs of its host besides programs. */
const BASH = [5, 2];
const PVE_CONTAINER = [5, 0, 9];

/** Returns why scripts end with 78 on this host; empty if they do not. */
export function hostLacks(facts: HostFacts): string[] {
  const { bash, pveContainer, missingPrograms } = facts;
  return [
    ...(isAtLeast(bash, BASH) ? [] : [`Bash 5.2 or later is needed, there is ${bash === "" ? "none" : bash}`]),
    // A version that is not known says nothing: scripts do not look at it, either.
    ...(pveContainer === "" || isAtLeast(pveContainer, PVE_CONTAINER)
      ? []
      : [`pve-container 5.0.9 or later is needed, there is ${pveContainer}`]),
    ...missingPrograms.map((name) => `the tool '${name}' is missing`),
  ];
}

function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const [, numbers = ""] = /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version) ?? [];
  const is = numbers.split(".").map(Number);
  for (const [i, least] of wanted.entries()) {
    const found = is[i] ?? 0;
    if (found !== least) return found > least;
  }
  return numbers !== "";
}
