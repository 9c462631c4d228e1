import * as z from "zod";
import { shell } from "../dsl/shell.ts";
import { stepList } from "../dsl/step.ts";
import { type StepOptions, stepTitle } from "../dsl/step-options.ts";
import { literal } from "../dsl/text.ts";
import { duration, minutes } from "../dsl/units.ts";
import { type DeclaredThings, declaredThings } from "../steps/options/declared-things.ts";
import { ownerName } from "../steps/options/file-schema.ts";
import type { Checked, Given, OwnKind } from "./kind.ts";

/** What a kind's functions give for one step; held against this, since an author's code may give anything. */
export const given = z.strictObject({
  title: stepTitle,
  limit: duration,
  fetches: z.array(literal),
  secrets: z.array(literal),
  provides: declaredThings.exactOptional(),
  requires: declaredThings.exactOptional(),
  runOn: stepList.exactOptional(),
  check: shell.exactOptional(),
  apply: shell.exactOptional(),
  verify: shell.exactOptional(),
  asUser: ownerName.exactOptional(),
});

/** Options of one step, as its kind's functions get them. */
export type Options = Readonly<Record<string, unknown>> & StepOptions;
const settled = <Value>(value: Given<never, Value>, options: Options): Value =>
  typeof value === "function" ? (value as (options: Options) => Value)(options) : value;

/** What the functions of a kind give for the options of one step. */
export type Pieces = ReturnType<typeof piecesOf>;
export type PiecesOf = (options: Options) => Pieces;

/** Asks the functions of a kind. */
export function piecesOf(kind: OwnKind<z.ZodObject>, options: Options) {
  const { title = kind.kind, limit = minutes(10), fetches = [], secrets = [], runOn, asUser } = kind;
  const { check, apply, verify, provides, requires } = kind;
  const all = {
    title: settled(title as Given<never, string>, options),
    limit: settled(limit, options),
    fetches: settled(fetches as Given<never, readonly string[]>, options),
    secrets: settled(secrets as Given<never, readonly string[]>, options),
    provides: provides && settled(provides as Given<never, DeclaredThings>, options),
    requires: requires && settled(requires as Given<never, DeclaredThings>, options),
    runOn: runOn?.(options as Checked<z.ZodObject>),
    check: check && settled(check, options),
    apply: apply && settled(apply, options),
    verify: verify && settled(verify, options),
    asUser: asUser?.(options as Checked<z.ZodObject>),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as typeof all;
}
