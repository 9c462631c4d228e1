import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { packageNames, someOf } from "../options/package-name.ts";
import { packageNamed } from "../options/package-things.ts";

/** Options of {@link aptAbsent}. */
export interface AptAbsentOptions extends StepOptions {
  /** Debian package names, at least one. Packages that depend on one of them go as well. */
  readonly packages: readonly string[];
  /** Whether their configuration files go, too. Default false. */
  readonly purge?: boolean;
}

/**
 * These packages are not installed. What was only installed for their sake stays.
 *
 * @example
 * apt.absent({ packages: ["exim4-base", "exim4-config"], purge: true })
 */
export const aptAbsent = defineStep<AptAbsentOptions>({
  kind: "apt-absent",
  schema: z.strictObject({ packages: packageNames, purge: z.boolean().exactOptional() }),
  title: ({ packages }) => `no packages ${someOf(packages)}`,
  limit: 900,
  view: ({ packages, purge = false }) => ({ packages, purge, verb: purge ? "purge" : "remove" }),
  shared: ["apt-remove"],
  provides: ({ packages }) => packages.map((name, i) => packageNamed(name, "absent", "packages", i)),
  told: ({ packages, purge = false }) => ({
    check: `none of these Debian packages is installed${purge ? ", nor their configuration there" : ""}: ${packages.join(" ")}`,
    apply: `\`dpkg --configure -a\`, then \`apt-get ${purge ? "purge" : "remove"}\` of those that are there`,
  }),
});
