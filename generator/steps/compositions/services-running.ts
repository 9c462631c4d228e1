import type { Step } from "../../dsl/step.ts";
import type { Duration } from "../../dsl/units.ts";
import { serviceRunning } from "../kinds/service-running.ts";

/** Options of {@link servicesRunning}. */
export interface ServicesRunningOptions {
  /** systemd units, in the order in which they are started, restarted and watched. */
  readonly units: readonly string[];
  /** Steps of the same definition: once one of them has changed something, all of the units are restarted. */
  readonly restartOn?: readonly Step[];
  /** Steps of the same definition: once one of them has changed something, all of the units are reloaded. */
  readonly reloadOn?: readonly Step[];
  /** Whether they start at boot. Default true; false keeps them from that. */
  readonly enabled?: boolean;
  /** How long each has to be active without being restarted by itself; one that has been for longer is not watched. Default 5 s. */
  readonly stable?: Duration;
}

/**
 * Several units, one after the other: the next one is looked at once the one before it runs and is stable. A step each, as
 * `service.running` makes it.
 *
 * @example
 * service.allRunning({ units: ["postgresql.service", "worker.service"] })
 */
export const servicesRunning = ({ units, ...options }: ServicesRunningOptions): Step[] =>
  units.map((unit) => serviceRunning({ unit, ...options }));
