import { DEBIAN_12 } from "./base-systems/debian-12.ts";
import { DEBIAN_13 } from "./base-systems/debian-13.ts";
import { EVERYWHERE } from "./base-systems/everywhere.ts";
import type { Names } from "./base-systems/names.ts";
import { UBUNTU_24_04 } from "./base-systems/ubuntu-24-04.ts";

/** What an OS template of Proxmox holds before a script has run. */
export type SystemFacts = { readonly [List in keyof Names]: ReadonlySet<string> };

const setOf = (list: keyof Names, own: Names): ReadonlySet<string> =>
  new Set(`${EVERYWHERE[list]} ${own[list]}`.trim().split(/\s+/));

/** Made when it is asked for first, since most runs need one system at most. */
function factsOf(own: Names): () => SystemFacts {
  let facts: SystemFacts | undefined;
  return () => {
    facts ??= {
      users: setOf("users", own),
      groups: setOf("groups", own),
      packages: setOf("packages", own),
      programs: setOf("programs", own),
      units: setOf("units", own),
    };
    return facts;
  };
}

/** The systems that are known, by the beginning of their OS templates' names. */
export const SYSTEMS: Readonly<Record<string, () => SystemFacts>> = {
  "debian-12": factsOf(DEBIAN_12),
  "debian-13": factsOf(DEBIAN_13),
  "ubuntu-24.04": factsOf(UBUNTU_24_04),
};
