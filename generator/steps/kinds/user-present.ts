import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { filePath } from "../options/file-schema.ts";
import { pathNeeded } from "../options/things.ts";

/** Options of {@link userPresent}. */
export interface UserPresentOptions extends StepOptions {
  /** Login name: a lower-case letter or `_`, then up to 31 letters, digits, `_` or `-`. */
  readonly name: string;
  /** Groups that the user belongs to besides its own; made if they are missing. */
  readonly groups?: readonly string[];
  /** Login shell. Default: `/bin/bash` for a user that is made here, and whatever it is for one that is there. */
  readonly shell?: string;
  /**
   * Absolute path of a file inside with one line: the user's password, hashed as `mkpasswd` prints it, such as `$y$…` or `$6$…`. An earlier step brings it, such as
   * `secret.fromHost`; the hash stands in no script, log or argument list. Default: the password is locked for a user that is made here, and whatever it is
   * for one that is there.
   */
  readonly passwordHashFile?: string;
}

/** Names that `useradd` takes on Debian and Ubuntu. */
export const accountName = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a login name: a lower-case letter or _, then letters, digits, _ or -");

/**
 * The user exists, with a home directory, and is a member of the groups. Other memberships stay. Nobody can log in with a password, unless
 * `passwordHashFile` gives one.
 *
 * @example
 * const hash = secret.fromHost({ source: "/etc/pve/priv/anna.hash", path: "/root/anna.hash" });
 * [hash, user.present({ name: "anna", groups: ["docker"], passwordHashFile: "/root/anna.hash" })]
 */
export const userPresent = defineStep<UserPresentOptions>({
  kind: "user-present",
  schema: z.strictObject({
    name: accountName,
    groups: z.array(accountName).readonly().exactOptional(),
    shell: z
      .string()
      .regex(/^\/[\w./-]+$/, "must be an absolute path")
      .exactOptional(),
    passwordHashFile: filePath.exactOptional(),
  }),
  title: ({ name, groups = [] }) => `user ${name}${groups.length > 0 ? ` in ${groups.join(", ")}` : ""}`,
  limit: 60,
  view: ({ name, groups = [], shell = "", passwordHashFile }) => ({
    name,
    groups,
    shell,
    special: groups.length > 0 || shell !== "",
    // Undefined, so that the plan of a user without one is what it was before there were passwords.
    hashFile: passwordHashFile,
  }),
  shared: ({ groups = [], shell, passwordHashFile }) => [
    ...(shell === undefined ? [] : ["fail-because"]),
    ...(passwordHashFile === undefined ? [] : ["user-password"]),
    ...(groups.length > 0 ? ["user-groups"] : []),
  ],
  provides: ({ name, shell, passwordHashFile }) => [
    {
      what: "user",
      name,
      at: ["name"],
      state: { ...(shell && { shell }), ...(passwordHashFile && { passwordHashFile }) },
    },
    // `useradd` makes a group of the same name.
    { what: "group", name },
  ],
  requires: ({ groups = [], passwordHashFile }) => [
    ...groups.map((group, i) => ({ what: "group", name: group, at: ["groups", i] }) as const),
    ...pathNeeded(passwordHashFile, "passwordHashFile"),
  ],
  told: ({ name, groups = [], shell, passwordHashFile }) => ({
    check: `there is a user ${name}${groups.length > 0 ? ` in ${groups.join(", ")}` : ""}${shell === undefined ? "" : ` with the shell ${shell}`}${passwordHashFile === undefined ? "" : `, and the password whose hash is in ${passwordHashFile}`}`,
    apply: `\`useradd\`, or \`usermod\` of one that is there${passwordHashFile === undefined ? "" : ", and `chpasswd --encrypted`"}`,
  }),
});
