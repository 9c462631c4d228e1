import type { Facts, ImportedStep } from "./facts.ts";
import { shown } from "./shown.ts";

const ORDER: readonly ImportedStep["call"][] = [
  ...(["lxc.options", "lxc.device", "nvidia.devices", "lxc.volume", "lxc.mount"] as const),
  "secret.fromEnvironment",
];

/** A container's steps in the order in which they can be made: its options as one step, and protection after all that it forbids. */
export function orderedSteps(facts: Facts): ImportedStep[] {
  const steps = facts.steps.filter((one) => canBeMade(one, facts));
  const options = steps.filter(({ call }) => call === "lxc.options");
  const protects = options.filter(({ options }) => "protection" in options);
  const others = options.filter((one) => !protects.includes(one));
  const mounts = steps.some(({ call }) => call === "lxc.mount" || call === "lxc.volume");
  const sorted = steps
    .filter(({ call }) => call !== "lxc.options")
    .sort((a, b) => ORDER.indexOf(a.call) - ORDER.indexOf(b.call));
  return mounts ? [...asOne(others), ...sorted, ...asOne(protects)] : [...asOne([...others, ...protects]), ...sorted];
}

/** Proxmox takes no snapshot of a container with a folder of the host in it. */
function canBeMade(step: ImportedStep, { snapshot, leftovers }: Facts): boolean {
  if (step.call !== "lxc.mount" || snapshot === undefined) return true;
  const { source, path } = step.options;
  const text = shown(`${source} at ${path}: no snapshot can be taken of a container with a folder of the host`);
  leftovers.push({ text, place: step.place });
  return false;
}

function asOne(steps: readonly ImportedStep[]): ImportedStep[] {
  const [first] = steps;
  if (first === undefined) return [];
  return [{ ...first, options: Object.assign({}, ...steps.map(({ options }) => options)) }];
}
