import * as z from "zod";
import { isJoinedText, isRuntimeValue, literal } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The schema of {@link Json}. A value that is read when the script runs would look like an object of its own. */
export const jsonValue: z.ZodType<Json> = z.lazy(() =>
  z.union([literal, z.number(), z.boolean(), z.null(), z.array(jsonValue).readonly(), jsonObject]),
);

/** JSON cannot say what contains itself. */
function ends(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

export const jsonObject = z
  .record(literal, jsonValue)
  .refine(ends, withFix("contains itself", "give plain data that has an end"))
  .refine(
    (value) => !isRuntimeValue(value) && !isJoinedText(value),
    withFix("is read when the script runs, but JSON is written when the script is generated", "give a literal"),
  );
