import * as z from "zod";

/** What is said of a word that apt reads as an instruction. */
export const instructionMessage =
  "must not end with - or +, by which apt means removing and installing; where a package's name ends so, add =version*";

/**
 * Whether apt reads the end of the word, a package with its version if wanted, as an instruction. No package's name ends with a hyphen; of those
 * that end with a plus, `g++` and its like are of use in a container, and apt prefers a package of the whole name to the instruction.
 */
export function isInstruction(word: string): boolean {
  const [name = "", version = ""] = word.split("=");
  return /-(:|$)/.test(name) || /[^+]\+$/.test(word) || /[-+]$/.test(version);
}

/** A Debian package's name (Debian policy, section 5.6.7), with `:architecture` if wanted. */
export const packageName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9+.-]+(:[a-z0-9]+)?$/, "must be a Debian package name: lower-case letters, digits, + - .")
  .refine((name) => !isInstruction(name), instructionMessage);

/** At least one. */
export const packageNames = z.array(packageName).min(1).readonly();

/** Some of the names, for a title. */
export const someOf = (packages: readonly string[]): string =>
  `${packages.slice(0, 8).join(" ")}${packages.length > 8 ? " …" : ""}`;
