import * as z from "zod";
import { type Step, stepList } from "../../dsl/step.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Duration, duration, inSeconds, seconds } from "../../dsl/units.ts";
import { consoleDoubts } from "../options/console-units.ts";
import { madeByService, wholeUnit } from "../options/things.ts";
import { runnableUnit } from "../options/unit-name.ts";

/** Options of {@link serviceRunning}. */
export interface ServiceRunningOptions extends StepOptions {
  /** systemd unit, such as `docker.service`; without a suffix, a service is meant. */
  readonly unit: string;
  /** Steps of the same definition: once one of them has changed something, the unit is restarted by this step. */
  readonly restartOn?: readonly Step[];
  /**
   * Steps of the same definition: once one of them has changed something, the unit is reloaded by this step, or restarted if it knows no
   * reload. Where a step of `restartOn` has changed as well, a restart is all.
   */
  readonly reloadOn?: readonly Step[];
  /** Whether it starts at boot. Default true; false keeps it from that. */
  readonly enabled?: boolean;
  /** How long it has to be active without being restarted by itself; one that has been for longer is not watched. Default 5 s. */
  readonly stable?: Duration;
}

const stableFor = (stable: Duration = seconds(5)): number => inSeconds(stable);

/**
 * The unit is active and, unless told otherwise, starts at boot. It has to stay active for a while after a start or a reload: a service that dies and is
 * started over and over looks active most of the time. When it does not, its status and the end of its journal are printed.
 *
 * @example
 * const config = file.content({ path: "/etc/default/cron", content: "EXTRA_OPTS=-L4\n" });
 * service.running({ unit: "cron.service", restartOn: [config] })
 */
export const serviceRunning = defineStep<ServiceRunningOptions>({
  kind: "service-running",
  schema: z.strictObject({
    unit: runnableUnit,
    restartOn: stepList.exactOptional(),
    reloadOn: stepList.exactOptional(),
    enabled: z.boolean().exactOptional(),
    stable: duration.exactOptional(),
  }),
  title: ({ unit, enabled = true }) => `${unit} is ${enabled ? "enabled and " : ""}running`,
  limit: ({ stable }) => 180 + stableFor(stable),
  view: ({ unit, restartOn = [], reloadOn = [], enabled = true, stable }) => ({
    unit,
    restarts: restartOn.length > 0,
    // Undefined, so that the plan of one without it is what it was before there was a reload.
    reloads: reloadOn.length > 0 || undefined,
    enabled,
    stable: stableFor(stable),
  }),
  doubts: ({ unit, enabled = true }) => consoleDoubts(unit, enabled ? "enabled" : "unchanged"),
  shared: ({ restartOn = [], reloadOn = [] }) => [
    "unit-has",
    "unit-runs",
    "unit-start",
    ...(restartOn.length + reloadOn.length > 0 ? ["restart-is-due"] : []),
  ],
  restartOn: ({ unit, restartOn = [], reloadOn = [] }) =>
    [
      { unit, steps: restartOn },
      { unit: `reload:${unit}`, steps: reloadOn },
    ].filter(({ steps }) => steps.length > 0),
  provides: ({ unit }) => [{ what: "setting", name: wholeUnit(unit), at: ["unit"], state: { state: "running" } }],
  requires: ({ unit }) => [{ what: "unit", name: wholeUnit(unit), at: ["unit"] }],
  mayProvide: () => madeByService,
  told: ({ unit, enabled, restartOn = [], reloadOn = [], stable }) => ({
    check: `${unit} is ${enabled === false ? "" : "enabled and "}active${restartOn.length + reloadOn.length > 0 ? ", and no change waits for it" : ""}`,
    apply: `${enabled === false ? "" : "`systemctl enable`, then "}\`systemctl ${restartOn.length > 0 ? "restart" : "start"}\`${reloadOn.length > 0 ? ", or reload where that is enough" : ""}`,
    verify: `it has been active for ${stableFor(stable)} s, without a restart`,
  }),
});
