import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { instructionMessage, isInstruction } from "../options/package-name.ts";
import { madeByPackages, packageNamed, programsOf, unitsOf } from "../options/package-things.ts";

/** Options of {@link aptPackages}. */
export interface AptPackagesOptions extends StepOptions {
  /**
   * Debian package names, at least one; with `=version` if it has to be that one: `nginx=1.26.3-3`, or any that begins so: `nginx=1.26*`. A version
   * is not kept from a later `apt.upgrade`: see `apt.held`.
   */
  readonly packages: readonly string[];
  /** Whether recommended packages come along. Default true, as apt does. */
  readonly recommends?: boolean;
  /** Whether apt may remove other packages, such as those that conflict with these. Default false: the step fails, and names them. */
  readonly mayRemove?: boolean;
}

const versioned = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?(=[A-Za-z0-9][A-Za-z0-9.+:~-]*\*?)?$/,
    "must be a Debian package name (lower-case letters, digits, + - .), with =version if wanted, which may end with *",
  )
  .refine((word) => !isInstruction(word), instructionMessage);

/**
 * These packages are installed. Apt asks nothing, waits for its lock, keeps configuration files that were changed,
 * restarts no service behind the script's back, and updates its lists once a run. A package that is there is not upgraded, unless it is named with
 * another version; to that one it is brought even if it is older, or held. A name counts as there, too, where an installed package provides it, as
 * `libssl3t64` provides `libssl3`. Nothing is removed, unless `mayRemove` allows it. A source of apt that cannot be read is a warning that names it
 * and its file, unless what is to be installed comes from there, or from nowhere.
 *
 * @example
 * apt.packages({ packages: ["nginx", "curl"], retries: 2 })
 */
export const aptPackages = defineStep<AptPackagesOptions>({
  kind: "apt-packages",
  schema: z.strictObject({
    packages: z.array(versioned).min(1).readonly(),
    recommends: z.boolean().exactOptional(),
    mayRemove: z.boolean().exactOptional(),
  }),
  title: ({ packages }) => `packages ${packages.slice(0, 8).join(" ")}${packages.length > 8 ? " …" : ""}`,
  limit: 1800,
  view: ({ packages, recommends = true, mayRemove }) => ({
    packages,
    recommends,
    // Undefined rather than false: what few steps have is no part of the others' hash.
    versions: packages.some((name) => name.includes("=")) || undefined,
    mayRemove: mayRemove || undefined,
  }),
  shared: ({ packages }) => [
    "apt-install",
    packages.some((name) => name.includes("=")) ? "apt-versions" : "apt-packages",
  ],
  fetches: () => ["apt"],
  provides: ({ packages }) => [
    ...packages.map((name, i) => packageNamed(name, "installed", "packages", i)),
    ...programsOf(packages),
    ...unitsOf(packages),
  ],
  mayProvide: ({ packages }) => madeByPackages(packages),
  told: ({ packages, mayRemove }) => ({
    check: `these Debian packages are installed, or others that provide them: ${packages.join(" ")}`,
    apply: `\`dpkg --configure -a\`, \`apt-get update\` once a run, then \`apt-get install\` of those that are missing${mayRemove ? "" : ", which removes nothing"}`,
  }),
});
