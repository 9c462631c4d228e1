import type { Plan, PlannedHost } from "../plan/plan.ts";
import { UsageError } from "../validation/failures.ts";

/** A host, how ssh gets there, and the containers on it that are asked for. */
export interface Target {
  readonly host: PlannedHost;
  /** What ssh takes for a destination. */
  readonly destination: string;
  readonly plans: readonly Plan[];
}

/**
 * Returns the hosts that plans are on, by name. Throws a {@link UsageError} where it is not known how to get there.
 *
 * @param asked `--host`: the name or `ssh` of one of several hosts, or another way to get to the only one
 */
export function targetsOf(plans: readonly Plan[], asked: string | undefined): readonly Target[] {
  const byName = new Map<string, Plan[]>();
  for (const plan of plans) byName.set(plan.host.name, [...(byName.get(plan.host.name) ?? []), plan]);
  const all = [...byName.values()].flatMap((some) => some.slice(0, 1).map(({ host }) => ({ host, plans: some })));
  const named = all.filter(({ host }) => asked !== undefined && (host.name === asked || host.ssh === asked));
  const chosen = asked === undefined ? all : named.length > 0 ? named : all;
  if (asked !== undefined && named.length === 0 && all.length > 1)
    throw new UsageError(`there is no host '${asked}'; there are ${all.map(({ host }) => host.name).join(", ")}`);
  return chosen.map(({ host, plans: own }) => {
    const destination = named.length === 0 ? (asked ?? host.ssh) : host.ssh;
    if (destination === null)
      throw new UsageError(
        `nothing says how ssh gets to ${host.name}; write ssh: "root@…" into its host({ … }), or give --host root@…`,
      );
    return { host, destination, plans: own };
  });
}
