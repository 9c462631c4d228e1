import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { madeByProgram, wholeFile } from "../options/things.ts";
import { accountsOfUnit } from "../options/unit-accounts.ts";
import { unitFileName } from "../options/unit-name.ts";
import { type UnitSections, unitSections, unitText } from "../options/unit-text.ts";

/** Options of {@link serviceDropIn}. */
export interface ServiceDropInOptions extends StepOptions {
  /** Name of the unit with its type, such as `docker.service`. It need not be there yet. */
  readonly unit: string;
  /** Name of the drop-in, without `.conf`; those of a unit are read in the order of their names. Default `phoenix-setup`. */
  readonly name?: string;
  /**
   * Settings that are added to those of the unit, written as in `service.unit`. One that may stand there once, such as `ExecStart`, is
   * emptied first: `{ Service: { ExecStart: ["", ["/usr/bin/serve", "--port", 80]] } }`.
   */
  readonly sections: UnitSections;
  /** Whether `systemd-analyze verify` is asked, where both it and the unit are there. Default true. */
  readonly verify?: boolean;
}

/**
 * The file `/etc/systemd/system/<unit>.d/<name>.conf` adds these settings to a unit's own, and systemd has read it. The unit is
 * not restarted: that is `service.running`, with this step in its `restartOn`.
 *
 * @example
 * service.dropIn({ unit: "docker.service", name: "limits", sections: { Service: { LimitNOFILE: 65536 } } })
 */
export const serviceDropIn = defineStep<ServiceDropInOptions>({
  kind: "service-drop-in",
  schema: z.strictObject({
    unit: unitFileName,
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, "must be a file name of letters, digits and _ . -")
      .exactOptional(),
    sections: unitSections,
    verify: z.boolean().exactOptional(),
  }),
  title: ({ unit, name = "phoenix-setup" }) => `drop-in ${name} of ${unit}`,
  limit: 60,
  view: ({ unit, name = "phoenix-setup", sections, verify = true }) => ({
    unit,
    name,
    content: unitText(sections),
    verify,
  }),
  shared: ({ verify = true }) => ["unit-file", ...(verify ? ["unit-sound"] : [])],
  traits: { replaces: ({ unit }) => [`/etc/systemd/system/${String(unit)}.d/x`] },
  provides: ({ unit, name = "phoenix-setup", sections }) => [
    wholeFile({ path: `/etc/systemd/system/${unit}.d/${name}.conf` }, { text: unitText(sections) }, "unit"),
  ],
  requires: ({ sections }) => accountsOfUnit(sections),
  mayProvide: () => madeByProgram,
  told: ({ unit, verify }) => ({
    check: `the drop-in of ${unit} says exactly this`,
    apply: "writes it, then `systemctl daemon-reload`",
    ...(verify !== false && { verify: `systemd can load ${unit} with it` }),
  }),
});
