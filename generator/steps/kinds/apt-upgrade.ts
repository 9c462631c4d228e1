import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link aptUpgrade}: only those that every step has. */
export interface AptUpgradeOptions extends StepOptions {}

/**
 * Every installed package is at the newest version that apt's lists, at most a day old, know of. Removes nothing. A source that cannot be read fails
 * the step if something that is installed comes from there, or if no other source is left; otherwise it is a warning that names it and its file.
 *
 * @example
 * apt.upgrade({})
 */
export const aptUpgrade = defineStep<AptUpgradeOptions>({
  kind: "apt-upgrade",
  schema: z.strictObject({}),
  title: () => "all packages at their newest version",
  limit: 3600,
  view: () => ({}),
  shared: ["apt-update", "apt-upgrade"],
  fetches: () => ["apt"],
  told: () => ({
    check: "no installed package has a newer version in apt's lists, which are at most a day old",
    apply: "`dpkg --configure -a`, then `apt-get upgrade`",
  }),
});
