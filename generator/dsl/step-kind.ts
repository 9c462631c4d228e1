import type * as z from "zod";
import { type Origin, origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";
import { listed } from "../validation/wording.ts";
import type { Claims } from "./claims.ts";
import { conditionsOf } from "./condition.ts";
import {
  type Doubt,
  type HostThings,
  made,
  type OwnBash,
  type Restart,
  type Side,
  type Step,
  type Told,
} from "./step.ts";
import { common, type StepOptions, triesOf } from "./step-options.ts";
import type { Text } from "./text.ts";
import type { MayProvide, Provided, Required } from "./things.ts";
import type { Traits } from "./traits.ts";
import { inSeconds } from "./units.ts";

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
  readonly traits?: Traits;
  readonly claims?: (options: Options) => Claims;
  readonly provides?: (options: Options) => readonly Provided[];
  readonly requires?: (options: Options) => readonly Required[];
  /** Tells what else its steps may make. Default: nothing. */
  readonly mayProvide?: (options: Options) => MayProvide | undefined;
  readonly secrets?: (options: Options) => readonly string[];
  readonly hostFile?: (options: Options) => Text | undefined;
  readonly hostVariable?: (options: Options) => string;
  readonly restartOn?: (options: Options) => Restart | readonly Restart[] | undefined;
  readonly expects?: (options: Options) => HostThings;
  readonly told?: (options: Options) => Told;
  readonly own?: OwnBash;
  /** What is wrong besides the options, for an author's own kind. */
  readonly problems?: (options: Options, from: Origin) => readonly Problem[];
}

/** The schemas of the options of step functions, by function. */
export const optionSchemas = new WeakMap<object, z.ZodType>();

/**
 * Makes the function that authors call. It never throws: what is wrong with the options is kept in `problems`,
 * and reported with everything else that is wrong in the fleet.
 */
export function defineStep<Options extends StepOptions>(kind: StepKind<Options>): (options: Options) => Step {
  const known = kind.schema.shape;
  const schema = kind.schema.safeExtend(
    Object.fromEntries(Object.entries(common).filter(([field]) => !(field in known))),
  );
  const make = (given: Options): Step => {
    const from = origin();
    const { value: options, problems: refused } = held(schema, given, from);
    const problems = refused.length > 0 ? refused.map(withOtherKinds) : [...(kind.problems?.(options, from) ?? [])];
    const sound = problems.length === 0;
    const own = kind.limit;
    const shared = kind.shared ?? [];
    return Object.freeze({
      [made]: true,
      kind: kind.kind,
      side: kind.side ?? "container",
      title: sound ? (options.title ?? kind.title(options)) : kind.kind,
      limit: !sound ? 0 : options.timeout ? inSeconds(options.timeout) : typeof own === "number" ? own : own(options),
      ...triesOf(sound ? options.retries : 0),
      when: sound ? conditionsOf(options.when) : [],
      view: sound ? Object.freeze(kind.view(options)) : {},
      shared: typeof shared === "function" ? (sound ? shared(options) : []) : shared,
      needs: kind.needs ?? [],
      fetches: sound ? (kind.fetches?.(options) ?? []) : [],
      features: kind.features ?? [],
      restarts: kind.restarts ?? false,
      trial: kind.trial ?? false,
      claims: sound ? (kind.claims?.(options) ?? {}) : {},
      provides: sound ? (kind.provides?.(options) ?? []) : [],
      requires: sound ? (kind.requires?.(options) ?? []) : [],
      secrets: sound ? (kind.secrets?.(options) ?? []) : [],
      doubts: sound ? (kind.doubts?.(options) ?? []) : [],
      options: sound ? options : {},
      ...(kind.traits && { traits: kind.traits }),
      ...(sound
        ? present({
            hostFile: kind.hostFile?.(options),
            hostVariable: kind.hostVariable?.(options),
            mayProvide: kind.mayProvide?.(options),
            own: kind.own,
          })
        : {}),
      restartOn: sound ? [kind.restartOn?.(options) ?? []].flat() : [],
      expects: sound ? (kind.expects?.(options) ?? {}) : {},
      told: sound ? (kind.told?.(options) ?? {}) : {},
      origin: from,
      problems,
    });
  };
  optionSchemas.set(make, schema);
  if (kind.own === undefined) fieldsOfKinds.set(kind.kind, Object.keys(known));
  return make;
}

/** The fields of all kinds by their names, for an author who gives one to the wrong kind. */
const fieldsOfKinds = new Map<string, readonly string[]>();

/** More kinds than these would not help. */
const MAX_KINDS = 3;

/** Says of an unknown field which kinds have it, unless a name that is like it is meant. */
function withOtherKinds(problem: Problem): Problem {
  const [field, ...more] = problem.path;
  if (problem.code !== "D102" || more.length > 0 || !problem.fix.startsWith("remove it")) return problem;
  const kinds = [...fieldsOfKinds].filter(([, fields]) => fields.includes(String(field))).map(([kind]) => callOf(kind));
  if (kinds.length === 0 || kinds.length > MAX_KINDS) return problem;
  return { ...problem, fix: `${problem.fix}; \`${String(field)}\` is a field of ${listed(kinds, "and")}` };
}

/** `docker-image-from-host` as authors call it: `docker.imageFromHost`. */
const callOf = (kind: string): string => {
  const [namespace = "", ...words] = kind.split("-");
  const name = words.join("-").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return name === "" ? namespace : `${namespace}.${name}`;
};

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Without the fields that are undefined. */
const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
