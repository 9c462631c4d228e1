import { readFileSync } from "node:fs";
import { join } from "node:path";
import { output, scriptNameOf, TARGET } from "../../files/outputs.ts";
import type { Plan, PlannedHost } from "../../plan/plan.ts";
import { ExternalError, UsageError } from "../../validation/failures.ts";
import type { HostScript } from "./deploy-to-host.ts";

/** A host, and the scripts that belong there. */
export interface Target {
  readonly host: PlannedHost;
  readonly destination: string;
  readonly scripts: readonly HostScript[];
}

/**
 * Returns what goes where, in the order of the hosts' names. Of containers that are not asked for, hosts learn only that their scripts belong there.
 *
 * @param given a destination in place of the one in the host's definition
 */
export function targetsOf(
  folder: string,
  plans: readonly Plan[],
  ctids: readonly number[],
  given: string | undefined,
): Target[] {
  const hosts = new Map<string, Plan[]>();
  for (const plan of plans) hosts.set(plan.host.name, [...(hosts.get(plan.host.name) ?? []), plan]);
  const asked = (plan: Plan): boolean => ctids.length === 0 || ctids.includes(plan.definition.options.ctid);
  const chosen = [...hosts].filter(([, all]) => all.some(asked)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (given !== undefined && chosen.length > 1)
    throw new UsageError(`--host names one host, and the containers are on ${chosen.map(([name]) => name).join(", ")}`);
  return chosen.flatMap(([name, all]): Target[] => {
    const [first] = all;
    if (first === undefined) return [];
    const destination = given ?? first.host.ssh;
    if (destination === null)
      throw new UsageError(
        `nothing says how ${name} is reached; write ssh: "root@pve1" into host({ … }), or give --host`,
      );
    return [{ host: first.host, destination, scripts: all.map((plan) => scriptOf(folder, plan, asked(plan))) }];
  });
}

function scriptOf(folder: string, { definition, host }: Plan, asked: boolean): HostScript {
  const { ctid } = definition.options;
  const name = scriptNameOf(ctid);
  const path = join(folder, TARGET, name);
  return {
    name,
    sha256: asked ? sha256Of(path) : null,
    link: host.scriptLinks?.replace("<CTID>", String(ctid)) ?? null,
    read: () => readFileSync(path),
  };
}

/** sha256 of a script that is known to be in the folder. */
function sha256Of(path: string): string {
  const found = output(path);
  if (found === undefined) throw new ExternalError(`${path} is gone`);
  return found.sha256;
}
