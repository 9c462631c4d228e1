import * as z from "zod";
import { type Shell, shell } from "../../dsl/shell.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import { stepTitle } from "../../dsl/step-options.ts";
import { undeclared } from "../options/declared-things.ts";
import {
  type GuardOptions,
  guardFields,
  guardOf,
  guardParts,
  guardProvides,
  guardRequires,
  guardRestarts,
  ONE_GUARD,
  OWN_BASH,
  oneGuard,
} from "../options/guard.ts";

/** Options of {@link command}. */
export interface CommandOptions extends GuardOptions {
  /** How log lines and `explain` name the step. */
  readonly title: string;
  /** Makes it so. Ends at the first command that fails. */
  readonly apply: Shell;
  /** Whether it works, asked in every run: status 0 is good. */
  readonly verify?: Shell;
}

/**
 * A step of the author's own, as Bash made with the `sh` tag. It runs as root inside, or as the user that `asUser` names, strict
 * (`set -euo pipefail`), without input. It is asked first by `check`, or by whether there is what it `creates`; with neither, it runs
 * once: what has run is kept in `/var/lib/phoenix-setup/commands/`, which a clone inherits, and two commands of the same content are
 * one. `runOn` has it run again when another step has changed something.
 *
 * @example
 * const list = file.content({ path: "/etc/apps.list", content: "web\nmail\n" });
 * command({
 *   title: "folders of the apps",
 *   runOn: [list],
 *   apply: sh`xargs --arg-file=/etc/apps.list --replace install -d ${"/srv/{}"}`,
 * })
 */
export const command = defineStep<CommandOptions>({
  kind: "command",
  schema: z
    .strictObject({ title: stepTitle, apply: shell, verify: shell.exactOptional(), ...guardFields })
    .refine(oneGuard, ONE_GUARD),
  title: ({ title }) => title,
  limit: 600,
  view: (options) => ({ apply: options.apply, verify: options.verify ?? "", ...guardOf(options, options.apply) }),
  shared: (options) => [...OWN_BASH, ...guardParts(options)],
  restartOn: (options) => guardRestarts(options, options.apply),
  provides: guardProvides,
  requires: guardRequires,
  mayProvide: undeclared,
  told: ({ check, verify }) => ({
    check: check === undefined ? "this very command has run before" : "the definition's own question says yes",
    apply: "the definition's own command",
    ...(verify !== undefined && { verify: "the definition's own proof holds" }),
  }),
});
