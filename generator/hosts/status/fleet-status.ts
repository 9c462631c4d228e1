import type { Plan } from "../../plan/plan.ts";
import { targetsOf } from "../targets.ts";
import { askHost } from "./ask-host.ts";
import { describeContainer } from "./describe.ts";
import type { DescribedHost } from "./host-status.ts";
import { type HostOutcome, type HostReport, statusReport } from "./report.ts";

/** Which containers and hosts are asked for. */
export interface StatusOptions {
  /** The plans of all containers. */
  readonly fleet: readonly Plan[];
  /** Those that are asked for. */
  readonly plans: readonly Plan[];
  /** See `targetsOf`. */
  readonly host: string | undefined;
}

/** Connections that are open at a time. */
const MAX_CONNECTIONS = 8;

/** Asks every host once, all at the same time, and returns what there is to say of each, by name. */
export async function fleetStatus({ fleet, plans, host }: StatusOptions): Promise<readonly HostReport[]> {
  const names = new Map(fleet.map((plan) => [plan.definition.options.ctid, plan.host.name]));
  const targets = targetsOf(plans, host);
  const left = new Set(fleet);
  for (const plan of plans) left.delete(plan);
  const partly = new Set([...left].map((plan) => plan.host.name));
  const open = [...targets.entries()];
  const reports: HostReport[] = [];
  const work = async (): Promise<void> => {
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      const [i, target] = next;
      const { scriptFolder, scriptLinks, name } = target.host;
      const described: DescribedHost = {
        scriptFolder,
        scriptLinks,
        containers: target.plans.map(describeContainer),
        fleet: names,
        isPart: partly.has(name),
      };
      const outcome: HostOutcome = await askHost(target.destination, described);
      reports[i] = statusReport({ name, ssh: target.destination }, outcome);
    }
  };
  await Promise.all(Array.from({ length: MAX_CONNECTIONS }, work));
  return reports;
}
