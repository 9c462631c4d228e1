import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link aptPackages}. */
export interface AptPackagesOptions extends StepOptions {
  /**
   * Debian package names, at least one; with `=version` if it has to be that one: `nginx=1.26.3-3`, or any that begins so: `nginx=1.26*`. A version
   * is not kept from a later `apt.upgrade`: see `apt.held`.
   */
  readonly packages: readonly string[];
  /** Whether recommended packages come along. Default true, as apt does. */
  readonly recommends?: boolean;
}

const versioned = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?(=[A-Za-z0-9][A-Za-z0-9.+:~-]*\*?)?$/,
    "must be a Debian package name (lower-case letters, digits, + - .), with =version if wanted, which may end with *",
  );

/**
 * These packages are installed. Apt asks nothing, waits for its lock, keeps configuration files that were changed,
 * restarts no service behind the script's back, and updates its lists once a run. A package that is there is not upgraded, unless it is named with
 * another version; to that one it is brought even if it is older, or held.
 *
 * @example
 * apt.packages({ packages: ["nginx", "curl"], retries: 2 })
 */
export const aptPackages = defineStep<AptPackagesOptions>({
  kind: "apt-packages",
  schema: z.strictObject({ packages: z.array(versioned).min(1).readonly(), recommends: z.boolean().exactOptional() }),
  title: ({ packages }) => `packages ${packages.slice(0, 8).join(" ")}${packages.length > 8 ? " …" : ""}`,
  limit: 1800,
  view: ({ packages, recommends = true }) => ({
    packages,
    recommends,
    // Undefined rather than false: what few steps have is no part of the others' hash.
    versions: packages.some((name) => name.includes("=")) || undefined,
  }),
  shared: ({ packages }) => [
    "apt",
    "apt-update",
    packages.some((name) => name.includes("=")) ? "apt-versions" : "apt-packages",
  ],
  fetches: () => ["apt"],
  told: ({ packages }) => ({
    check: `these Debian packages are installed: ${packages.join(" ")}`,
    apply: "`dpkg --configure -a`, `apt-get update` once a run, then `apt-get install` of those that are missing",
  }),
});
