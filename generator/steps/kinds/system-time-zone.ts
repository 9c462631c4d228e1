import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link systemTimeZone}. */
export interface SystemTimeZoneOptions extends StepOptions {
  /** Name in the tz database, such as `Europe/Berlin` or `UTC`; capitals as there. */
  readonly zone: string;
}

/** Whether this Node knows the zone. It is not particular about capitals, which a file's name is. */
function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The container's time zone is this one: `/etc/localtime` leads to its file, as `timedatectl set-timezone` does it, which asks a service that
 * does not start in every container; and `/etc/timezone` names it, where there is that file. Zones come with Debian's `tzdata`, which an earlier
 * step has to install where it is missing; old names, such as `US/Eastern`, come with `tzdata-legacy` since Debian 13 and Ubuntu 24.04. What runs already, such as cron, keeps its zone until it is restarted. Proxmox's own option
 * `timezone` does the same at each start of the container, and wins if it is set.
 *
 * @see localtime(5)
 *
 * @example
 * system.timeZone({ zone: "Europe/Berlin" })
 */
export const systemTimeZone = defineStep<SystemTimeZoneOptions>({
  kind: "system-time-zone",
  schema: z.strictObject({
    zone: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, "must be a time zone, such as Europe/Berlin")
      .refine(isZone, "is no time zone of the tz database"),
  }),
  title: ({ zone }) => `time zone ${zone}`,
  limit: 60,
  view: ({ zone }) => ({ zone }),
  shared: ["time-zone"],
  traits: { replaces: () => ["/etc/timezone"] },
  provides: ({ zone }) => [{ what: "setting", name: "the time zone", at: ["zone"], state: { value: zone } }],
  told: ({ zone }) => ({
    check: `/etc/localtime leads to ${zone}, and /etc/timezone names it, where there is one`,
    apply: "puts the link and the name in place",
  }),
});
