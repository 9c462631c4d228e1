import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";

/** Options of {@link aptUpgrade}: only those that every step has. */
export interface AptUpgradeOptions extends StepOptions {}

/** Every installed package is at the newest version that apt's lists, at most a day old, know of. Removes nothing. */
export const aptUpgrade = defineStep<AptUpgradeOptions>({
  kind: "apt-upgrade",
  schema: z.strictObject({}),
  title: () => "all packages at their newest version",
  limit: 3600,
  view: () => ({}),
  shared: ["apt"],
  fetches: () => ["apt"],
});
