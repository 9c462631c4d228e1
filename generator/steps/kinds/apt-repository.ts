import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { programs, wholeFile } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";

/** Options of {@link aptRepository}. */
export interface AptRepositoryOptions extends StepOptions {
  /** Name of the list and key files: letters, digits, `_`, `.` and `-`. */
  readonly name: string;
  /** Address of the repository, http or https. */
  readonly url: string;
  /** Suite, such as `noble` or `stable`; `"codename"` is the container's own `VERSION_CODENAME`; a flat repository's ends with `/`. */
  readonly suite: string;
  /** Components, such as `main`; at least one, but none for a flat repository. */
  readonly components?: readonly string[];
  /** Address of the key that signs the repository, armoured or not. */
  readonly key: string;
  /** Fingerprint of that key, 40 hexadecimal digits, with spaces or not. The key file must then hold this key and no other. */
  readonly fingerprint?: string;
}

/** A suite or component as a list file takes it. */
const suiteName = z.string().regex(/^[A-Za-z0-9_./~+-]+$/, "must be one word of letters, digits and _ . / ~ + -");

/**
 * Apt knows the repository, and trusts its key for this repository alone. The key is taken out of its armour and kept in
 * `/etc/apt/keyrings/<name>.gpg`, the list is `/etc/apt/sources.list.d/<name>.list`; after a change, the package lists are read again.
 * The line is tried on apt before it is put in place. Another file with the same repository is a difference, which the step names and leaves to
 * whoever has put it there. Needs `curl` and `gnupg` inside.
 *
 * @example
 * apt.repository({
 *   name: "docker",
 *   url: "https://download.docker.com/linux/ubuntu",
 *   suite: "codename",
 *   components: ["stable"],
 *   key: "https://download.docker.com/linux/ubuntu/gpg",
 *   fingerprint: "9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
 * })
 */
export const aptRepository = defineStep<AptRepositoryOptions>({
  kind: "apt-repository",
  schema: z
    .strictObject({
      name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, "must be a file name of letters, digits and _ . -"),
      url: webAddress,
      suite: suiteName,
      components: z.array(suiteName).readonly().exactOptional(),
      key: webAddress,
      fingerprint: z
        .string()
        .regex(/^( *[0-9A-Fa-f]){40} *$/, "must be a fingerprint: 40 hexadecimal digits")
        .exactOptional(),
    })
    .refine(
      ({ suite, components = [] }) => suite.endsWith("/") === (components.length === 0),
      "needs `components`, unless the suite ends with / (a flat repository), which has none",
    ),
  title: ({ name, url }) => `apt repository ${name}: ${url}`,
  limit: 300,
  view: ({ name, url, suite, components = [], key, fingerprint = "" }) => ({
    name,
    url,
    suite: suite === "codename" ? "" : suite,
    components,
    key,
    fingerprint: fingerprint.replaceAll(" ", "").toUpperCase(),
  }),
  shared: ["repository"],
  fetches: ({ url, key }) => [...new Set([hostOf(url), hostOf(key)]), "apt"],
  traits: { replaces: () => ["/etc/apt/keyrings/x", "/etc/apt/sources.list.d/x"] },
  provides: ({ name, url, suite, components = [] }) => [
    wholeFile({ path: `/etc/apt/sources.list.d/${name}.list` }, { repository: [url, suite, ...components] }, "name"),
  ],
  requires: () => programs("curl", "gpg"),
  doubts: ({ name, key, fingerprint }) =>
    fingerprint === undefined
      ? [
          {
            code: "D354",
            message: `the repository ${name} is trusted by whatever key ${key} gives`,
            fix: "write its fingerprint, which the publisher names and `gpg --show-keys` prints, or accept D354",
            path: ["key"],
          },
        ]
      : [],
  told: ({ name, fingerprint }) => ({
    check: `apt knows the repository by /etc/apt/sources.list.d/${name}.list alone, and has its key`,
    apply: `fetches the key${fingerprint === undefined ? "" : ", holds it against its fingerprint"}, tries the line on apt, and writes both files; the lists are read by the next step that needs packages`,
  }),
});
