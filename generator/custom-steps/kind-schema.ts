import * as z from "zod";
import { localFileValue } from "../dsl/local-file.ts";
import { shell } from "../dsl/shell.ts";
import { duration } from "../dsl/units.ts";
import { declaredThings } from "../steps/options/declared-things.ts";
import { type Origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";
import { withFix } from "../validation/with-fix.ts";
import type { AnyKind, BashKind, TemplateKind } from "./kind.ts";

/** Every field that a kind may have. */
type Fields = AnyKind<z.ZodObject> & Partial<Omit<BashKind<z.ZodObject>, "template"> & TemplateKind<z.ZodObject>>;

const isFunction = (value: unknown): boolean => typeof value === "function";

const made = z.custom(isFunction, withFix("is no function", "write (options) => …")).exactOptional();
const given = (schema: z.ZodType) =>
  z
    .unknown()
    .superRefine((value, context) => {
      if (isFunction(value)) return;
      for (const issue of schema.safeParse(value, { reportInput: true }).error?.issues ?? [])
        context.addIssue({ code: "custom", message: issue.message, input: value, path: [...issue.path] });
    })
    .exactOptional();

const names = z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.+-]*$/, "must be a name"));

const objectSchema = z.custom<z.ZodObject>(
  (value) => typeof value === "object" && value !== null && "safeExtend" in value && "shape" in value,
  withFix("is no schema of an object", "write z.strictObject({…}), with the z of phoenix-setup/step"),
);

const kind = z
  .strictObject({
    kind: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "must be small letters and digits, words joined by hyphens"),
    schema: objectSchema,
    title: given(z.string()),
    limit: given(duration),
    side: z.enum(["container", "host"]).exactOptional(),
    shared: names.exactOptional(),
    needs: names.exactOptional(),
    fetches: given(z.array(z.string())),
    features: z.array(z.enum(["nesting", "keyctl", "fuse"])).exactOptional(),
    secrets: given(z.array(z.string())),
    provides: given(declaredThings),
    requires: given(declaredThings),
    doubts: made,
    runOn: made,
    told: made,
    expects: made,
    check: given(shell),
    apply: given(shell),
    verify: given(shell),
    asUser: made,
    template: z.union([z.string().min(1), localFileValue]).exactOptional(),
    view: made,
    hostFile: made,
    trial: z.boolean().exactOptional(),
    restarts: z.boolean().exactOptional(),
  } satisfies Record<keyof Fields, z.ZodType>)
  .refine(({ template, apply, verify }) => template !== undefined || apply !== undefined || verify !== undefined, {
    error: "needs `apply`, `verify` or a `template`",
  })
  .refine(({ template, check, apply, verify }) => template === undefined || (check ?? apply ?? verify) === undefined, {
    error: withFix("has a `template` and Bash of its own", "give one of them"),
  });

/** What is wrong with a kind itself: every step that is made of it has that. */
export const kindProblems = (value: unknown, from: Origin): Problem[] => held(kind, value, from).problems;
