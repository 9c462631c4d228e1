import { type Shell, shell } from "../../dsl/shell.ts";
import { type Restart, type Step, stepList } from "../../dsl/step.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import type { Provided, Required } from "../../dsl/things.ts";
import { withFix } from "../../validation/with-fix.ts";
import { type DeclaredOptions, declaredFields, declaredNeeds, declaredProvides } from "./declared-things.ts";
import { filePath, ownerName } from "./file-schema.ts";
import { type Content, contentOf } from "./run-once.ts";
import { userNamed } from "./things.ts";

/** What decides when, and as whom, an author's own Bash runs. At most one of `check` and `creates`. */
export interface GuardOptions extends StepOptions, DeclaredOptions {
  /**
   * Whether it is so already; reads only. Status 0 is yes, 1 (as `test` and `grep` say) or 10 is no, anything else is "cannot tell",
   * which ends the script. Without it and `creates`, it runs once for each content: what is changed runs again.
   */
  readonly check?: Shell;
  /** Absolute path inside of a file or folder that it makes: it runs if there is none, and has failed if there is none afterwards. */
  readonly creates?: string;
  /**
   * Steps of the same definition that stand before this one: it runs, besides when its guard says so, once one of them has changed
   * something. That is not forgotten if the script, or the container, is stopped in between.
   */
  readonly runOn?: readonly Step[];
  /**
   * The user inside that all of its Bash runs as, with a login's HOME, USER and PATH and nothing else in its environment; an earlier
   * step, or a package, has made it. What it says with `note` is a line of the log then. Default: root.
   */
  readonly asUser?: string;
}

/** The schema of {@link GuardOptions}. */
export const guardFields = {
  check: shell.exactOptional(),
  creates: filePath.exactOptional(),
  runOn: stepList.exactOptional(),
  asUser: ownerName.exactOptional(),
  ...declaredFields,
};

/** At most one of the guards, for a refinement. */
export const oneGuard = ({ check, creates }: { readonly check?: unknown; readonly creates?: unknown }): boolean =>
  check === undefined || creates === undefined;

/** What a refinement with {@link oneGuard} says. */
export const ONE_GUARD = withFix("has both `check` and `creates`", "give one of them");

/** What a template reads of the guard. Fields that are not used are undefined, so that they are no part of the plan's hash. */
export interface Guard extends Content {
  readonly check: Shell | "";
  readonly creates: string | undefined;
  readonly user: string | undefined;
  readonly mark: string | undefined;
  readonly once: boolean | undefined;
}

/** The guard of Bash whose `content` is known by this. */
export function guardOf({ check, creates, runOn, asUser }: GuardOptions, content: unknown): Guard {
  const known = contentOf(asUser === undefined ? content : [content, asUser]);
  return {
    check: check ?? "",
    creates,
    user: asUser,
    mark: runOn && `command:${known.hash.slice(0, 16)}`,
    once: (check === undefined && creates === undefined) || undefined,
    ...known,
  };
}

/** Parts of `templates/shared/` that the guard calls. */
export const guardParts = ({ check, creates, runOn, asUser }: GuardOptions): string[] => [
  ...(check === undefined && creates === undefined ? ["once"] : []),
  ...(check === undefined ? [] : ["check-own", ...DOCUMENTED]),
  ...(runOn === undefined ? [] : ["restart-is-due"]),
  ...(asUser === undefined ? [] : ["as-user"]),
];

/** Parts with the functions that Bash of a definition's own may call, whether it does or not; `differs` and `note` are always there. */
export const DOCUMENTED: readonly string[] = ["fail-because", "pause", "report-wait", "warn"];

/** Parts for Bash of a definition's own: how it is run, and {@link DOCUMENTED}. */
export const OWN_BASH: readonly string[] = [...DOCUMENTED, "run-own"];

/** What leaves the mark that it has to run. */
export function guardRestarts(options: GuardOptions, content: unknown): Restart | undefined {
  const { mark } = guardOf(options, content);
  return mark === undefined ? undefined : { unit: mark, steps: options.runOn ?? [], lasting: true };
}

/** Returns what own Bash makes: what its author says, and what guards it. */
export const guardProvides = (options: GuardOptions): Provided[] => [
  ...declaredProvides(options),
  ...(options.creates === undefined ? [] : [{ what: "path", name: options.creates, at: ["creates"] } as const]),
];

/** Returns what own Bash needs. */
export const guardRequires = (options: GuardOptions): Required[] => [
  ...declaredNeeds(options),
  ...userNamed(options.asUser, "asUser"),
];
