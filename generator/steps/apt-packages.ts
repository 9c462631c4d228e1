import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";

/** Options of {@link aptPackages}. */
export interface AptPackagesOptions extends StepOptions {
  /** Debian package names, at least one. */
  readonly packages: readonly string[];
  /** Whether recommended packages come along. Default true, as apt does. */
  readonly recommends?: boolean;
}

/** A Debian package name (Debian policy, section 5.6.7), with `:architecture` or `=version` if wanted. */
export const packageName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?$/, "must be a Debian package name: lower-case letters, digits, + - .");

/**
 * These packages are installed. Apt asks nothing, waits for its lock, keeps configuration files that were changed,
 * restarts no service behind the script's back, and updates its lists once a run. A package that is there is not upgraded.
 */
export const aptPackages = defineStep<AptPackagesOptions>({
  kind: "apt-packages",
  schema: z.strictObject({ packages: z.array(packageName).min(1).readonly(), recommends: z.boolean().exactOptional() }),
  title: ({ packages }) => `packages ${packages.slice(0, 8).join(" ")}${packages.length > 8 ? " …" : ""}`,
  limit: 1800,
  view: ({ packages, recommends = true }) => ({ packages, recommends }),
  shared: ["apt"],
  fetches: () => ["apt"],
});
