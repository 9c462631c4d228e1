import * as z from "zod";
import type { Origin, Problem } from "../validation/problem.ts";
import type { WarningCode } from "../validation/problem-codes.ts";
import { withFix } from "../validation/with-fix.ts";
import type { Claims } from "./claims.ts";
import type { Condition } from "./condition.ts";
import type { Text } from "./text.ts";
import type { MayProvide, Provided, Required } from "./things.ts";
import type { Traits } from "./traits.ts";

/** Where a step's Bash runs. */
export type Side = "container" | "host";

/** A wanted state, as frozen data. Made by a step function; put into a container's `steps`. */
export interface Step {
  /** Names the template `templates/steps/<kind>.sh.hbs` and the Bash functions `step_<n>_<kind>_check|apply|verify`. */
  readonly kind: string;
  /** Where its Bash runs. */
  readonly side: Side;
  /** How log lines and `explain` name it. */
  readonly title: string;
  /** Seconds, for each of check, apply and verify. */
  readonly limit: number;
  /** How often a failed apply is tried again. */
  readonly retries: number;
  /** Seconds between two tries of its apply. */
  readonly pause: number;
  /** Facts that must all hold when the script runs, or the step is skipped. */
  readonly when: readonly Condition[];
  /** The title of the group that it belongs to. */
  readonly group?: string;
  /** What its author gave, checked; empty if it is not sound. */
  readonly options: object;
  /** What the template reads. */
  readonly view: Readonly<Record<string, unknown>>;
  /** Parts of `templates/shared/` that its functions call. */
  readonly shared: readonly string[];
  /** Programs that the host must have. */
  readonly needs: readonly string[];
  /** Names of hosts that it fetches from, to be resolvable before the first step. */
  readonly fetches: readonly string[];
  /** Features of the container that it cannot do without. */
  readonly features: readonly string[];
  /** Doubts about the options that an author may accept, by code. */
  readonly doubts: readonly Doubt[];
  /** Whether its verify changes something for a while, so that it cannot be asked when nothing may be changed. */
  readonly trial: boolean;
  /** What holds of its kind; missing where there is nothing to say. */
  readonly traits?: Traits;
  /** What it says of the container as a whole. */
  readonly claims: Claims;
  /** What it makes, by name. */
  readonly provides: readonly Provided[];
  /** What has to be there before it. */
  readonly requires: readonly Required[];
  /** Tells what else it may make; missing where {@link Step.provides} is all. */
  readonly mayProvide?: MayProvide;
  /** Files inside that hold a secret, to be cleared before a snapshot. */
  readonly secrets: readonly string[];
  /** Whether the container may have to be restarted after it, and has to be ready again before the next step inside. */
  readonly restarts: boolean;
  /** A file of the host whose content the step needs inside; read before the first step. */
  readonly hostFile?: Text;
  /** A variable in the environment of the script's run whose content the step needs inside; never logged, and not handed on. */
  readonly hostVariable?: string;
  /** What this step restarts or runs again once one of those steps has changed something. */
  readonly restartOn: readonly Restart[];
  /** For a kind of an author's own: where its Bash comes from. */
  readonly own?: OwnBash;
  /** What of the host it relies on. */
  readonly expects: HostThings;
  /** What `explain` says of its functions. */
  readonly told: Told;
  /** The call that made it. */
  readonly origin: Origin;
  /** What is wrong with its options; empty if nothing is. */
  readonly problems: readonly Problem[];
}

/** Where the Bash of an author's own kind of step comes from. */
export interface OwnBash {
  /** The template `templates/steps/command.sh.hbs`, for a kind that is made of Bash in its definition; or the author's own template. */
  readonly template: "command" | OwnTemplate;
  /** Where the kind is defined. */
  readonly origin: Origin;
}

/** A template that an author brings along. */
export interface OwnTemplate {
  /** Its file relative to the project, such as `definitions/steps/motd.sh.hbs`; missing where only the text is known. */
  readonly path?: string;
  /** Its source, in the language of Handlebars. */
  readonly text: string;
  /** Of the text, in hexadecimal. */
  readonly sha256: string;
}

/** Things of the Proxmox host by their absolute paths: a script does not make them, and stops where one is missing. */
export interface HostThings {
  /** Device nodes. */
  readonly devices?: readonly string[];
  /** Folders. */
  readonly folders?: readonly Text[];
  /** Regular files. */
  readonly files?: readonly Text[];
}

/**
 * What a step's functions do, for people: half sentences, which go on from "checks that …", "if not: …" and "verifies that …". A function
 * that a kind's template prints has its sentence here; a test looks.
 */
export interface Told {
  /** What holds if its check says that it is so: `Docker has the image`. */
  readonly check?: string;
  /** What its apply does, with the commands that matter: `docker pull redis:8`. */
  readonly apply?: string;
  /** What holds if its verify says that it works. */
  readonly verify?: string;
}

/** A unit, and the steps whose changes it has to be restarted for. */
export interface Restart {
  /** Name of the mark that is left until it has been done: letters, digits and `_ . @ : -`. */
  readonly unit: string;
  /** Those whose changes lay the mark. */
  readonly steps: readonly Step[];
  /** Whether the mark outlasts a restart of the container, which does for a service what the mark asks for, but not for a command. */
  readonly lasting?: boolean;
}

/** Whether two are the same step, made by one call; a group has copies of those that it was given. */
export const isSame = (one: Step, other: Step): boolean => one.origin === other.origin;

/** Something that works, but probably is not meant. */
export interface Doubt {
  /** Its section in `generator/ERRORS.md`. */
  readonly code: WarningCode;
  /** What is doubtful. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The option that is meant, such as `["image"]`. */
  readonly path: readonly PropertyKey[];
}

/**
 * Borne by what `defineStep` has made, and by copies of it: data that only looks alike was never checked. A package of steps may
 * bring a copy of this program along, so that the symbol is known to all.
 */
export const made = Symbol.for("phoenix-setup.step");

/** Whether a value was made by a step function. */
export const isStep = (value: unknown): value is Step => typeof value === "object" && value !== null && made in value;

/** Steps that another one depends on. */
export const stepList = z
  .array(z.custom<Step>((value) => isStep(value), withFix("is no step", "name the very one that stands in `steps`")))
  .readonly();
