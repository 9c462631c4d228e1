import * as z from "zod";

/** A Debian package's name (Debian policy, section 5.6.7), with `:architecture` if wanted. */
export const packageName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?$/, "must be a Debian package name: lower-case letters, digits, + - .");

/** At least one. */
export const packageNames = z.array(packageName).min(1).readonly();

/** Some of the names, for a title. */
export const someOf = (packages: readonly string[]): string =>
  `${packages.slice(0, 8).join(" ")}${packages.length > 8 ? " …" : ""}`;
