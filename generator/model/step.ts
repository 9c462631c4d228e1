import * as z from "zod";
import { type Origin, origin, type Problem } from "./problem.ts";
import type { Text } from "./text.ts";
import { type Duration, duration, inSeconds } from "./units.ts";
import { problemsOf } from "./validate.ts";

/** What every step takes besides its own options. */
export interface StepOptions {
  /** How log lines and `explain` name the step; without it, the kind makes one up from the options. */
  readonly title?: string;
  /** Limit for each of check, apply and verify. Default: the kind's own. */
  readonly timeout?: Duration;
  /** How often a failed apply is tried again, 5 seconds apart; 0 to 10. Default 0. */
  readonly retries?: number;
}

/** Where a step's Bash runs. */
export type Side = "container" | "host";

/** A wanted state, as frozen data. Made by a step function; put into a container's `steps`. */
export interface Step {
  /** Names the template `templates/steps/<kind>.sh.hbs` and the Bash functions `step_<n>_<kind>_check|apply|verify`. */
  readonly kind: string;
  readonly side: Side;
  readonly title: string;
  /** Seconds, for each of check, apply and verify. */
  readonly limit: number;
  readonly retries: number;
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
  /** A file inside that holds a secret, to be cleared before a snapshot. */
  readonly secret?: string;
  /** Whether the container may have to be restarted after it, and has to be ready again before the next step inside. */
  readonly restarts: boolean;
  /** A file of the host whose content the step needs inside; read before the first step. */
  readonly hostFile?: Text;
  /** The unit that is restarted by this step once one of those steps has changed something. */
  readonly restartOn?: Restart;
  readonly origin: Origin;
  readonly problems: readonly Problem[];
}

/** A unit, and the steps whose changes it has to be restarted for. */
export interface Restart {
  readonly unit: string;
  readonly steps: readonly Step[];
}

/** Something that works, but probably is not meant. */
export interface Doubt {
  readonly code: `D${number}`;
  readonly message: string;
  readonly hint: string;
  readonly path: readonly PropertyKey[];
}

/** A schema that gives these options, and has a field for each of them. */
export type Schema<Options> = z.ZodType<Options> &
  Pick<z.ZodObject, "safeExtend"> & { readonly shape: { [Field in keyof Options]-?: z.ZodType } };

/** All there is to know of a kind of step; its Bash is in the template of the same name. */
export interface StepKind<Options extends StepOptions> {
  readonly kind: string;
  readonly side?: Side;
  /** Options as authors write them, without those of {@link StepOptions}. */
  readonly schema: Schema<Omit<Options, keyof StepOptions>>;
  readonly title: (options: Options) => string;
  /** Seconds, for each of check, apply and verify, unless the author says otherwise. */
  readonly limit: number | ((options: Options) => number);
  readonly view: (options: Options) => Readonly<Record<string, unknown>>;
  readonly shared?: readonly string[] | ((options: Options) => readonly string[]);
  readonly needs?: readonly string[];
  readonly fetches?: (options: Options) => readonly string[];
  readonly features?: readonly string[];
  readonly doubts?: (options: Options) => readonly Doubt[];
  readonly restarts?: boolean;
  readonly trial?: boolean;
  readonly secret?: (options: Options) => string | undefined;
  readonly hostFile?: (options: Options) => Text;
  readonly restartOn?: (options: Options) => Restart | undefined;
}

/** One line of plain text, as it stands in log lines. */
export const stepTitle = z
  .string()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}+$/u, "must be one line of plain text");

/** Steps that another one depends on. */
export const stepList = z
  .array(
    z.custom<Step>(
      (value) => typeof value === "object" && value !== null && "kind" in value && "view" in value,
      "must be a step",
    ),
  )
  .readonly();

const common = {
  title: stepTitle.exactOptional(),
  timeout: duration.exactOptional(),
  retries: z.int().min(0).max(10).exactOptional(),
};

/**
 * Makes the function that authors call. It never throws: what is wrong with the options is kept in `problems`,
 * and reported with everything else that is wrong in the fleet.
 */
export function defineStep<Options extends StepOptions>(kind: StepKind<Options>): (options: Options) => Step {
  const known = kind.schema.shape;
  const schema = kind.schema.safeExtend(
    Object.fromEntries(Object.entries(common).filter(([field]) => !(field in known))),
  );
  return (options) => {
    const from = origin();
    const problems = problemsOf(schema, options, from);
    const sound = problems.length === 0;
    const own = kind.limit;
    const shared = kind.shared ?? [];
    return Object.freeze({
      kind: kind.kind,
      side: kind.side ?? "container",
      title: sound ? (options.title ?? kind.title(options)) : kind.kind,
      limit: !sound ? 0 : options.timeout ? inSeconds(options.timeout) : typeof own === "number" ? own : own(options),
      retries: sound ? (options.retries ?? 0) : 0,
      view: sound ? Object.freeze(kind.view(options)) : {},
      shared: typeof shared === "function" ? (sound ? shared(options) : []) : shared,
      needs: kind.needs ?? [],
      fetches: sound ? (kind.fetches?.(options) ?? []) : [],
      features: kind.features ?? [],
      restarts: kind.restarts ?? false,
      trial: kind.trial ?? false,
      doubts: sound ? (kind.doubts?.(options) ?? []) : [],
      ...(sound
        ? present({
            secret: kind.secret?.(options),
            hostFile: kind.hostFile?.(options),
            restartOn: kind.restartOn?.(options),
          })
        : {}),
      origin: from,
      problems,
    });
  };
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Without the fields that are undefined. */
const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
