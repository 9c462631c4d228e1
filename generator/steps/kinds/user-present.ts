import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";

/** Options of {@link userPresent}. */
export interface UserPresentOptions extends StepOptions {
  /** Login name: a lower-case letter or `_`, then up to 31 letters, digits, `_` or `-`. */
  readonly name: string;
  /** Groups that the user belongs to besides its own; made if they are missing. */
  readonly groups?: readonly string[];
  /** Login shell. Default: `/bin/bash` for a user that is made here, and whatever it is for one that is there. */
  readonly shell?: string;
}

/** Names that `useradd` takes on Debian and Ubuntu. */
export const accountName = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, "must be a login name: a lower-case letter or _, then letters, digits, _ or -");

/**
 * The user exists, with a home directory and a locked password, and is a member of the groups. Other memberships stay.
 *
 * @example
 * user.present({ name: "ubuntu", groups: ["docker"] })
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
  }),
  title: ({ name, groups = [] }) => `user ${name}${groups.length > 0 ? ` in ${groups.join(", ")}` : ""}`,
  limit: 60,
  view: ({ name, groups = [], shell = "" }) => ({ name, groups, shell, special: groups.length > 0 || shell !== "" }),
  shared: ({ groups = [], shell }) => [
    ...(shell === undefined ? [] : ["fail-because"]),
    ...(groups.length > 0 ? ["user-groups"] : []),
  ],
  provides: ({ name, shell }) => [
    { what: "user", name, at: ["name"], state: { ...(shell !== undefined && { shell }) } },
    // `useradd` makes a group of the same name.
    { what: "group", name },
  ],
  requires: ({ groups = [] }) => groups.map((group, i) => ({ what: "group", name: group, at: ["groups", i] })),
  told: ({ name, groups = [], shell }) => ({
    check: `there is a user ${name}${groups.length > 0 ? ` in ${groups.join(", ")}` : ""}${shell === undefined ? "" : ` with the shell ${shell}`}`,
    apply: "`useradd`, or `usermod` of one that is there",
  }),
});
