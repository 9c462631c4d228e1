import * as z from "zod";
import { defineStep, type Step, type StepOptions, stepList } from "../model/step.ts";
import { type Duration, duration, inSeconds, seconds } from "../model/units.ts";

/** Options of {@link serviceRunning}. */
export interface ServiceRunningOptions extends StepOptions {
  /** systemd unit, such as `docker.service`; without a suffix, a service is meant. */
  readonly unit: string;
  /** Steps of the same definition: once one of them has changed something, the unit is restarted by this step. */
  readonly restartOn?: readonly Step[];
  /** Whether it starts at boot. Default true; false keeps it from that. */
  readonly enabled?: boolean;
  /** For how long it is watched: still active, and not restarted by itself. Default 5 s. */
  readonly stable?: Duration;
}

/** A unit's name, whole or without suffix (systemd.unit(5)). */
const unitName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9:_.@-]{0,200}$/, "must be a systemd unit: letters, digits and : _ . @ -");

const stableFor = (stable: Duration = seconds(5)): number => inSeconds(stable);

/**
 * The unit is active and, unless told otherwise, starts at boot. It has to stay active for a while: a service that dies and is
 * started over and over looks active most of the time. When it does not, its status and the end of its journal are printed.
 */
export const serviceRunning = defineStep<ServiceRunningOptions>({
  kind: "service-running",
  schema: z.strictObject({
    unit: unitName,
    restartOn: stepList.exactOptional(),
    enabled: z.boolean().exactOptional(),
    stable: duration.exactOptional(),
  }),
  title: ({ unit, enabled = true }) => `${unit} is ${enabled ? "enabled and " : ""}running`,
  limit: ({ stable }) => 180 + stableFor(stable),
  view: ({ unit, restartOn = [], enabled = true, stable }) => ({
    unit,
    restarts: restartOn.length > 0,
    enabled,
    stable: stableFor(stable),
  }),
  shared: ["unit"],
  restartOn: ({ unit, restartOn = [] }) => (restartOn.length > 0 ? { unit, steps: restartOn } : undefined),
});
