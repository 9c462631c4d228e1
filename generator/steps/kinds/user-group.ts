import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { userNamed } from "../options/things.ts";
import { accountName } from "./user-present.ts";

/** Options of {@link userGroup}. */
export interface UserGroupOptions extends StepOptions {
  /** The group's name: a lower-case letter or `_`, then up to 31 letters, digits, `_` or `-`. */
  readonly name: string;
  /** Its number, 1 to 59999. Default: the next free one. If the group has another one, the step fails, since files belong to numbers. */
  readonly number?: number;
  /** Whether a group that is made here gets its number from the range of system groups. Default false. */
  readonly system?: boolean;
  /** Users that belong to it, who have to be there when the step runs. Other members stay. */
  readonly members?: readonly string[];
}

/**
 * The group exists, and these users are members of it; others stay. It is made with `groupadd`, and joined with `usermod`. A user whose own group
 * it is counts as a member.
 *
 * @example
 * user.group({ name: "render", number: 104, system: true })
 */
export const userGroup = defineStep<UserGroupOptions>({
  kind: "user-group",
  schema: z.strictObject({
    name: accountName,
    number: z.int().min(1).max(59_999).exactOptional(),
    system: z.boolean().exactOptional(),
    members: z.array(accountName).readonly().exactOptional(),
  }),
  title: ({ name, members = [] }) => `group ${name}${members.length > 0 ? ` with ${members.join(", ")}` : ""}`,
  limit: 60,
  view: ({ name, number, system = false, members = [] }) => ({
    name,
    gid: number?.toString() ?? "",
    options: [...(system ? ["--system"] : []), ...(number === undefined ? [] : ["--gid", `${number}`])],
    members,
  }),
  shared: ({ number, members = [] }) => [
    ...(number === undefined ? [] : ["fail-because"]),
    ...(members.length > 0 ? ["user-groups"] : []),
  ],
  provides: ({ name, number, members = [] }) => [
    {
      what: "group",
      name,
      at: ["name"],
      state: { ...(number !== undefined && { number }) },
      ...(members.length === 0 && { forOthers: "the group" }),
    },
  ],
  requires: ({ members = [] }) => members.flatMap((member, i) => userNamed(member, "members", i)),
  told: ({ name, number, members = [] }) => ({
    check: `there is a group ${name}${number === undefined ? "" : ` with the number ${number}`}${members.length > 0 ? `, and ${members.join(", ")} belong to it` : ""}`,
    apply: "`groupadd`, and `usermod` for members",
  }),
});
