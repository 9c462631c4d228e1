import * as z from "zod";
import { type Shell, shell } from "../model/shell.ts";
import { defineStep, type StepOptions, stepTitle } from "../model/step.ts";
import { contentOf } from "./run-once.ts";

/** Options of {@link command}. */
export interface CommandOptions extends StepOptions {
  /** How log lines and `explain` name the step. */
  readonly title: string;
  /**
   * Whether it is so already; reads only. Status 0 is yes, 1 (as `test` and `grep` say) or 10 is no, anything else is "cannot tell",
   * which ends the script. Without it, `apply` runs once for each content: a changed command runs again.
   */
  readonly check?: Shell;
  /** Makes it so. Ends at the first command that fails. */
  readonly apply: Shell;
  /** Whether it works, asked in every run: status 0 is good. */
  readonly verify?: Shell;
}

/**
 * A step of the author's own, as Bash made with the `sh` tag. It runs as root inside, strict (`set -euo pipefail`), without input.
 * What has run once is kept in `/var/lib/phoenix-setup/commands/`, which a clone inherits; two commands of the same content are one.
 */
export const command = defineStep<CommandOptions>({
  kind: "command",
  schema: z.strictObject({
    title: stepTitle,
    check: shell.exactOptional(),
    apply: shell,
    verify: shell.exactOptional(),
  }),
  title: ({ title }) => title,
  limit: 600,
  view: ({ check = "", apply, verify = "" }) => ({ check, apply, verify, ...contentOf(apply) }),
  shared: ({ check }) => (check === undefined ? ["once"] : []),
});
