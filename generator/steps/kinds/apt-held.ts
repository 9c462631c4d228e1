import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { packageNames, someOf } from "../options/package-name.ts";

/** Options of {@link aptHeld}. */
export interface AptHeldOptions extends StepOptions {
  /** Debian package names, at least one. An earlier step has to install them. */
  readonly packages: readonly string[];
}

/**
 * Apt keeps these packages at the version that they have: neither an upgrade nor another package's wish changes or removes them.
 *
 * @see apt-mark(8), "hold"
 * @example
 * const engine = apt.packages({ packages: ["postgresql-17=17.5*"] });
 * apt.held({ packages: ["postgresql-17"] })
 */
export const aptHeld = defineStep<AptHeldOptions>({
  kind: "apt-held",
  schema: z.strictObject({ packages: packageNames }),
  title: ({ packages }) => `packages held: ${someOf(packages)}`,
  limit: 60,
  view: ({ packages }) => ({ packages }),
  shared: ["apt-hold"],
  told: ({ packages }) => ({
    check: `apt holds these packages at their versions: ${packages.join(" ")}`,
    apply: "`apt-mark hold`",
  }),
});
