import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { madeByProgram, wholeFile } from "../options/things.ts";
import { accountsOfUnit } from "../options/unit-accounts.ts";
import { unitFileName } from "../options/unit-name.ts";
import { type UnitSections, unitSections, unitText } from "../options/unit-text.ts";

/** Options of {@link serviceUnit}. */
export interface ServiceUnitOptions extends StepOptions {
  /** Name of the unit with its type, such as `prometheus.service`, `backup.timer` or `worker@.service`. */
  readonly unit: string;
  /**
   * What is in its file, as data: sections, and in them settings. A list is a line for each of its values, a list in it the words of a command:
   * `{ Service: { ExecStart: [["/usr/bin/serve", "--title", "any text"]], Environment: { GREETING: "any text" } } }`. In a list of words, `$` and `%` are plain
   * text; what systemd is to fill in is text of its own: `ExecReload: "/bin/kill -HUP $MAINPID"`.
   */
  readonly sections: UnitSections;
  /** Whether `systemd-analyze verify` is asked, where it is there: programs that the unit starts have to be there, too. Default true. */
  readonly verify?: boolean;
}

/**
 * The unit file `/etc/systemd/system/<unit>` holds these settings, and systemd has read it. Words and variables are quoted for
 * systemd, and an unknown setting is a failure. The unit is neither started nor enabled: that is `service.running`, with this step in
 * its `restartOn`.
 *
 * @example
 * service.unit({
 *   unit: "prometheus.service",
 *   sections: {
 *     Unit: { Description: "Prometheus", After: "network-online.target" },
 *     Service: { ExecStart: [["/opt/prometheus/prometheus", "--config.file=/etc/prometheus.yml"]], Restart: "on-failure" },
 *     Install: { WantedBy: "multi-user.target" },
 *   },
 * })
 */
export const serviceUnit = defineStep<ServiceUnitOptions>({
  kind: "service-unit",
  schema: z.strictObject({ unit: unitFileName, sections: unitSections, verify: z.boolean().exactOptional() }),
  title: ({ unit }) => `unit file of ${unit}`,
  limit: 60,
  view: ({ unit, sections, verify = true }) => ({ unit, content: unitText(sections), verify }),
  shared: ({ verify = true }) => ["unit-file", ...(verify ? ["unit-sound"] : [])],
  traits: { replaces: () => ["/etc/systemd/system/x"] },
  provides: ({ unit, sections }) => [
    wholeFile({ path: `/etc/systemd/system/${unit}` }, { text: unitText(sections) }, "unit"),
    { what: "unit", name: unit },
  ],
  requires: ({ sections }) => accountsOfUnit(sections),
  mayProvide: () => madeByProgram,
  told: ({ unit, verify }) => ({
    check: `/etc/systemd/system/${unit} says exactly this`,
    apply: "writes it, then `systemctl daemon-reload`",
    ...(verify !== false && { verify: `systemd can load ${unit}` }),
  }),
});
