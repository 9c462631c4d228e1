import { createHash } from "node:crypto";
import * as z from "zod";
import type { LocalFile } from "../dsl/local-file.ts";
import { isStep, type OwnTemplate, type Step, type Told } from "../dsl/step.ts";
import { defineStep, type Schema, type StepKind } from "../dsl/step-kind.ts";
import type { StepOptions } from "../dsl/step-options.ts";
import type { Thing } from "../dsl/things.ts";
import { inSeconds } from "../dsl/units.ts";
import { type DeclaredThings, thingsIn } from "../steps/options/declared-things.ts";
import { DOCUMENTED, type GuardOptions, guardOf, guardParts, guardRestarts, OWN_BASH } from "../steps/options/guard.ts";
import { anything } from "../steps/options/things.ts";
import { type Origin, origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";
import type { BashKind, Checked, OwnKind, TemplateKind } from "./kind.ts";
import { kindProblems } from "./kind-schema.ts";
import { given, type Options, type Pieces, type PiecesOf, piecesOf } from "./pieces.ts";

/** The code of warnings that authors' own kinds give. */
const DOUBT = "D309";

/**
 * Makes a step function of an author's own. What is wrong with the kind is kept, and reported for every step that is made of it.
 *
 * @example
 * export const motd = defineStep({
 *   kind: "motd",
 *   schema: z.strictObject({ text: z.string().max(200) }),
 *   title: ({ text }) => `message of the day: ${text}`,
 *   check: ({ text }) => sh`cmp --quiet /etc/motd <(printf '%s\n' ${text})`,
 *   apply: ({ text }) => sh`printf '%s\n' ${text} >/etc/motd`,
 * });
 */
export function defineOwnStep<Schema extends z.ZodObject>(
  kind: OwnKind<Schema>,
): (options: z.input<Schema> & StepOptions) => Step {
  const from = origin();
  return defineStep<Options>(stepKind(kind, from)) as (options: z.input<Schema> & StepOptions) => Step;
}

type Kind = StepKind<Options>;

function stepKind(kind: OwnKind<z.ZodObject>, from: Origin): Kind {
  const wrong = kindProblems(kind, from);
  if (wrong.length > 0) return unsound(wrong);
  const known = new WeakMap<Options, Pieces>();
  const pieces = (options: Options): Pieces => {
    const found = known.get(options) ?? piecesOf(kind, options);
    known.set(options, found);
    return found;
  };
  const made = kind.template === undefined ? bashKind(kind, pieces, from) : templateKind(kind, pieces, from);
  return { ...common(kind, pieces, from), ...made };
}

/** A kind that only tells what is wrong with it. */
const unsound = (problems: readonly Problem[]): Kind => ({
  kind: "own",
  schema: z.looseObject({}) as unknown as Kind["schema"],
  title: () => "own",
  limit: 600,
  view: () => ({}),
  problems: () => problems,
});

function common(kind: OwnKind<z.ZodObject>, pieces: PiecesOf, from: Origin): Omit<Kind, "view"> {
  // A misspelt option is an error, whether the author thought of it or not.
  const schema = kind.schema.strict() as unknown as Kind["schema"] & Schema<object>;
  return {
    kind: kind.kind,
    schema,
    ...(kind.side && { side: kind.side }),
    title: (options) => pieces(options).title,
    limit: (options) => inSeconds(pieces(options).limit),
    needs: kind.needs ?? [],
    features: kind.features ?? [],
    fetches: (options) => pieces(options).fetches,
    secrets: (options) => pieces(options).secrets,
    provides: (options) => withoutPlaces(pieces(options).provides),
    requires: (options) => withoutPlaces(pieces(options).requires),
    mayProvide: (options) => (pieces(options).provides === undefined ? anything : undefined),
    doubts: (options) =>
      (kind.doubts?.(options as Checked<z.ZodObject>) ?? []).map(({ message, hint, path = [] }) => ({
        code: DOUBT,
        message,
        fix: hint,
        path,
      })),
    told: (options) => ({
      ...functionsOf(kind, pieces(options)),
      ...kind.told?.(options as Checked<z.ZodObject>),
    }),
    expects: (options) => kind.expects?.(options as Checked<z.ZodObject>) ?? {},
    problems: (options) => held(given, pieces(options), from).problems,
  };
}

/** A kind's own words are nowhere among the options of its steps. */
const withoutPlaces = (declared: DeclaredThings = {}): Thing[] =>
  thingsIn(declared, "").map(({ what, name }) => ({ what, name }));

/** Half a sentence for each function that a kind has, where its author says nothing. */
function functionsOf({ kind, template }: OwnKind<z.ZodObject>, { check, apply, verify }: Pieces): Told {
  const text = template === undefined ? "" : templateOf(template).text;
  const has = (name: string, piece: unknown) => piece !== undefined || text.includes(`{{fn}}_${name}()`);
  return {
    ...(has("check", check) && { check: `the question of the kind '${kind}' says yes` }),
    ...(has("apply", apply) && { apply: `what the kind '${kind}' does` }),
    ...(has("apply", apply) &&
      template === undefined &&
      check === undefined && { check: "this very step has run before" }),
    ...(has("verify", verify) && { verify: `the proof of the kind '${kind}' holds` }),
  };
}

/** A kind whose Bash stands in its definition is a command that was given its guard. */
function bashKind(kind: BashKind<z.ZodObject>, pieces: PiecesOf, from: Origin): Partial<Kind> & Pick<Kind, "view"> {
  const guard = (options: Options): GuardOptions => pieces(options) as GuardOptions;
  return {
    view: (options) => {
      const { apply = "", verify = "" } = pieces(options);
      return { apply, verify, ...guardOf(guard(options), apply) };
    },
    shared: (options) => [
      ...(kind.shared ?? []),
      ...OWN_BASH,
      ...(pieces(options).asUser === undefined ? [] : ["as-user"]),
      ...(kind.apply ? guardParts(guard(options)) : []),
    ],
    restartOn: (options) => guardRestarts(guard(options), pieces(options).apply ?? ""),
    own: { template: "command", origin: from },
  };
}

function templateKind(
  kind: TemplateKind<z.ZodObject>,
  pieces: PiecesOf,
  from: Origin,
): Partial<Kind> & Pick<Kind, "view"> {
  const template = templateOf(kind.template);
  const { view, hostFile } = kind;
  const mark = (options: Options) => guardRestarts(pieces(options) as GuardOptions, [kind.kind, withoutSteps(options)]);
  return {
    // An option that was not given has no value, but a name, or a template could not ask for it.
    view: (options) => ({
      ...Object.fromEntries(Object.keys(kind.schema.shape).map((name) => [name, undefined])),
      ...withoutSteps(view ? view(options as Checked<z.ZodObject>) : options),
      mark: mark(options)?.unit,
    }),
    shared: (options) => [
      ...(kind.shared ?? []),
      ...DOCUMENTED,
      ...(mark(options) === undefined ? [] : ["restart-is-due"]),
    ],
    restartOn: mark,
    trial: kind.trial ?? false,
    restarts: kind.restarts ?? false,
    ...(hostFile && { hostFile: (options: Options) => hostFile(options as Checked<z.ZodObject>) }),
    own: { template, origin: from },
  };
}

/** Steps are no text, and what they hold is none of the plan's hash. */
const withoutSteps = (data: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => ![value].flat().some(isStep)));

function templateOf(given: LocalFile | string): OwnTemplate {
  const text = typeof given === "string" ? given : Buffer.from(given.bytes).toString("utf8");
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { ...(typeof given !== "string" && { path: `definitions/${given.path}` }), text, sha256 };
}
