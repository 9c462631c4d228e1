import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { consoleDoubts } from "../options/console-units.ts";
import { wholeUnit } from "../options/things.ts";
import { runnableUnit } from "../options/unit-name.ts";

/** Options of {@link serviceStopped}. */
export interface ServiceStoppedOptions extends StepOptions {
  /** systemd unit, such as `apache2.service`; without a suffix, a service is meant. What starts it again, such as a socket, is a unit of its own. */
  readonly unit: string;
  /**
   * What becomes of it at boot: `"disabled"` (default) does not start it; `"masked"` lets nothing start it, which may be said before its
   * package is installed; `"unchanged"` leaves that as it is.
   */
  readonly atBoot?: "disabled" | "masked" | "unchanged";
}

/**
 * The unit does not run and, unless told otherwise, does not start at boot. A unit that there is not counts as stopped and disabled.
 *
 * @example
 * service.stopped({ unit: "apt-daily.timer", atBoot: "masked" })
 */
export const serviceStopped = defineStep<ServiceStoppedOptions>({
  kind: "service-stopped",
  schema: z.strictObject({ unit: runnableUnit, atBoot: z.enum(["disabled", "masked", "unchanged"]).exactOptional() }),
  title: ({ unit, atBoot = "disabled" }) => `${unit} is stopped${atBoot === "unchanged" ? "" : ` and ${atBoot}`}`,
  limit: 180,
  view: ({ unit, atBoot = "disabled" }) => ({ unit, disabled: atBoot === "disabled", masked: atBoot === "masked" }),
  doubts: ({ unit, atBoot = "disabled" }) => consoleDoubts(unit, atBoot),
  shared: ["unit-change", "unit-has"],
  provides: ({ unit }) => [{ what: "setting", name: wholeUnit(unit), at: ["unit"], state: { state: "stopped" } }],
  told: ({ unit, atBoot = "disabled" }) => ({
    check: `${unit} is not active${atBoot === "unchanged" ? "" : `, and ${atBoot}`}`,
    apply: `\`systemctl stop\`${atBoot === "unchanged" ? "" : ` and \`${atBoot === "masked" ? "mask" : "disable"}\``}`,
  }),
});
