import * as z from "zod";
import { type Shell, shell } from "../../dsl/shell.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import type { Required } from "../../dsl/things.ts";
import { type DeclaredOptions, declaredFields, declaredNeeds } from "./declared-things.ts";
import { ownerName } from "./file-schema.ts";
import { DOCUMENTED } from "./guard.ts";
import { userNamed } from "./things.ts";

/** A question in an author's own Bash, which only reads. */
export interface OwnQuestion extends StepOptions, Pick<DeclaredOptions, "needs"> {
  /** How log lines and `explain` name the step: what holds, such as `nginx accepts its configuration`. */
  readonly title: string;
  /**
   * Bash that only reads: status 0 means yes, any other status no. It ends at the first command that fails; the last line that it prints is
   * the reason in the log.
   */
  readonly command: Shell;
  /** What an answer of no does: `fail` ends the script, `warn` is one warning in the log. Default `fail`. */
  readonly otherwise?: "fail" | "warn";
  /**
   * The user inside that the command runs as, with a login's HOME, USER and PATH and nothing else in its environment; an earlier step, or a
   * package, has made it. Default: root.
   */
  readonly asUser?: string;
}

/** The fields of {@link OwnQuestion}, without the title. */
export const questionShape = {
  command: shell,
  otherwise: z.enum(["fail", "warn"]).exactOptional(),
  asUser: ownerName.exactOptional(),
  needs: declaredFields.needs,
};

/** What templates read of a question. */
export const questionView = ({ command, otherwise, asUser }: OwnQuestion) => ({
  command,
  warns: otherwise === "warn" || undefined,
  user: asUser,
});

/** Parts of `templates/shared/` that a question calls. */
export const questionParts = ({ asUser }: OwnQuestion): string[] => [
  ...DOCUMENTED,
  "hear-own",
  ...(asUser === undefined ? [] : ["as-user"]),
];

/** Returns what a question needs. */
export const questionRequires = (options: OwnQuestion): Required[] => [
  ...declaredNeeds(options),
  ...userNamed(options.asUser, "asUser"),
];
