import type * as z from "zod";
import type { LocalFile } from "../dsl/local-file.ts";
import type { Shell } from "../dsl/shell.ts";
import type { HostThings, Side, Step, Told } from "../dsl/step.ts";
import type { StepOptions } from "../dsl/step-options.ts";
import type { Text } from "../dsl/text.ts";
import type { Duration } from "../dsl/units.ts";
import type { DeclaredThings } from "../steps/options/declared-things.ts";

/** What a kind makes of an author's options, or what it is whatever they are. */
export type Given<Options, Value> = Value | ((options: Options) => Value);

/** The options of a kind as its functions see them: checked, with the schema's defaults, and with what every step takes. */
export type Checked<Schema extends z.ZodObject> = z.output<Schema> & StepOptions;

/** What both forms of a kind have. */
export interface AnyKind<Schema extends z.ZodObject> {
  /** Its name in log lines and in the script's functions: small letters and digits, words joined by hyphens. No built-in kind's. */
  readonly kind: string;
  /** The options that an author gives, besides those of every step. Unknown ones are errors, whether it says so or not. */
  readonly schema: Schema;
  /** How log lines and `explain` name a step without a `title` of its own; one line. Default: the kind. */
  readonly title?: Given<Checked<Schema>, string>;
  /** Time limit for each of check, apply and verify; `timeout` of the step goes first. Default 10 minutes. */
  readonly limit?: Given<Checked<Schema>, Duration>;
  /** Where its Bash runs: as root inside, or as root on the Proxmox host, with `$CTID` and `$HOST_ROOT`. Default `container`. */
  readonly side?: Side;
  /** Parts of phoenix-setup's own Bash that its functions call, such as `file` for `put_file`: files of `templates/shared/`. */
  readonly shared?: readonly string[];
  /** Programs that the Proxmox host must have, or the script ends with 78. Default: none. */
  readonly needs?: readonly string[];
  /** Names of hosts that it fetches from; the script waits until they resolve. `apt` stands for apt's sources. Default: none. */
  readonly fetches?: Given<Checked<Schema>, readonly string[]>;
  /** Features of the container that it cannot do without: `nesting`, `keyctl`, `fuse`. Default: none. */
  readonly features?: readonly string[];
  /** Paths inside of files that hold a secret, to be cleared before a template's snapshot. Default: none. */
  readonly secrets?: Given<Checked<Schema>, readonly string[]>;
  /** What its steps make inside: taken for all. Default: a step may make anything, and no warning says that something is missing after it. */
  readonly provides?: Given<Checked<Schema>, DeclaredThings>;
  /** What has to be there before its steps: a warning if nothing makes it. Default: nothing. */
  readonly requires?: Given<Checked<Schema>, DeclaredThings>;
  /** What works, but probably is not meant: warnings D309, which a container accepts by `accept`. Default: none. */
  readonly doubts?: (options: Checked<Schema>) => readonly KindDoubt[];
  /**
   * Steps of the same definition that stand before: this one runs, besides when its check says so, once one of them has changed
   * something. A kind with a template looks after that itself, see {@link TemplateKind.template}. Default: none.
   */
  readonly runOn?: (options: Checked<Schema>) => readonly Step[];
  /** What `explain` says of its functions. */
  readonly told?: (options: Checked<Schema>) => Told;
  /** What of the host it relies on, so that `rehearse` can put something in its place. */
  readonly expects?: (options: Checked<Schema>) => HostThings;
}

/** A warning of an author's own kind. */
export interface KindDoubt {
  /** What is probably not meant. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The option that it is about, such as `["network", "ip"]`. Default: the call as a whole. */
  readonly path?: readonly PropertyKey[];
}

/** A kind whose Bash stands in its definition. At least one of `apply` and `verify`. */
export interface BashKind<Schema extends z.ZodObject> extends AnyKind<Schema> {
  /**
   * Whether it is so already; reads only. Status 0 is yes, 1 (as `test` and `grep` say) or 10 (`differs "why"`) is no, anything else is
   * "cannot tell", which ends the script. Without it, `apply` runs once for each content: what is changed runs again.
   */
  readonly check?: Given<Checked<Schema>, Shell>;
  /** Makes it so. Ends at the first command that fails. Without it, there is nothing to make so, only something to verify. */
  readonly apply?: Given<Checked<Schema>, Shell>;
  /** Whether it works, asked in every run: status 0 is good. */
  readonly verify?: Given<Checked<Schema>, Shell>;
  /** The user inside that all of it runs as. Default: root. */
  readonly asUser?: (options: Checked<Schema>) => string | undefined;
  readonly template?: never;
}

/** A kind whose Bash is printed by a Handlebars template. */
export interface TemplateKind<Schema extends z.ZodObject> extends AnyKind<Schema> {
  /**
   * The template: a file beside the definitions, `local("steps/motd.sh.hbs")`, or its text, as `import` of a `.hbs` file gives it. It prints
   * functions `{{fn}}_check`, `{{fn}}_apply` and `{{fn}}_verify`, each from the line's beginning, and others whose names begin with
   * `{{fn}}_`. `{{x}}` prints an option as one quoted word, `{{argv x}}` a list as several, `{{bash x}}` a piece of `sh`; `{{#if x}}`,
   * `{{#unless x}}` and `{{#each x}}` choose and repeat. With `runOn`, check begins with
   * `! restart_is_due {{mark}} || differs "why" || return`, and apply ends with `rm -f -- "$container_root/var/lib/phoenix-setup/due-"{{mark}}`.
   */
  readonly template: LocalFile | string;
  /** What the template reads. Default: the options. */
  readonly view?: (options: Checked<Schema>) => Readonly<Record<string, unknown>>;
  /** A file of the host, read before the first step: the template has it, encoded by base64, as `{{hostContent}}`. Default: none. */
  readonly hostFile?: (options: Checked<Schema>) => Text;
  /** Whether its verify changes something for a while, so that it is not asked with `PHOENIX_MODE=check`. Default false. */
  readonly trial?: boolean;
  /**
   * For a kind of the host's side: whether it may ask for a restart of the container, by leaving `$HOST_ROOT/run/phoenix-setup-restart-$CTID`
   * before its change. Default false.
   */
  readonly restarts?: boolean;
  readonly check?: never;
  readonly apply?: never;
  readonly verify?: never;
  readonly asUser?: never;
}

/** A kind of step of an author's own. */
export type OwnKind<Schema extends z.ZodObject> = BashKind<Schema> | TemplateKind<Schema>;
