import * as z from "zod";
import { literal } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";
import { type Json, jsonObject } from "./json-value.ts";

/** An element of a list in a JSON file, and what becomes of it. */
export interface JsonEdit {
  /**
   * Where the list is: keys joined by dots, numbers for positions in lists, such as `servers.0.routes`; or a list of them, if a key has a dot or is a number.
   * A list that is missing is made.
   */
  readonly at: string | readonly (string | number)[];
  /** Which elements are meant: objects that have all of these keys with these values; or a text, number, true or false itself. */
  readonly where: string | number | boolean | { readonly [key: string]: Json };
  /** What is merged into each of them, as in `merge`. If there is none, `where` with this is put to the end of the list. Default: nothing. */
  readonly merge?: { readonly [key: string]: Json };
  /** Whether the list must not hold such an element: all of them are taken out. Default false. */
  readonly remove?: boolean;
}

const dotted = literal.regex(/^[^.]+(?:\.[^.]+)*$/, "must be keys joined by dots, such as servers.0.routes");
const scalar = z.union([literal, z.number(), z.boolean()]);

/** The schema of {@link JsonEdit}. */
export const jsonEdit = z
  .strictObject({
    at: z.union([
      dotted,
      z
        .array(z.union([literal, z.int().min(0)]))
        .min(1)
        .readonly(),
    ]),
    where: z.union([
      scalar,
      jsonObject.refine((wanted) => Object.keys(wanted).length > 0, "means every element: name a key"),
    ]),
    merge: jsonObject.exactOptional(),
    remove: z.boolean().exactOptional(),
  })
  .superRefine(({ where, merge, remove }, context) => {
    const say = (message: string): void => context.addIssue({ code: "custom", message, path: ["merge"] });
    if (merge === undefined) return;
    if (remove) say(withFix("is given for an element that is removed", "give one of `merge` and `remove`"));
    else if (typeof where !== "object") say(withFix("cannot be merged into what is no object", "leave it out"));
    else {
      const other = Object.keys(merge).find(
        (key) => key in where && JSON.stringify(where[key]) !== JSON.stringify(merge[key]),
      );
      if (other !== undefined)
        say(
          withFix(
            `changes '${other}', by which the element is found: every run would add one`,
            "leave it out of one of the two",
          ),
        );
    }
  });

/** The path as jq takes it. */
const pathOf = ({ at }: JsonEdit): readonly (string | number)[] =>
  typeof at === "string" ? at.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key)) : at;

/** The edits as the template hands them to jq. */
export const editsText = (edits: readonly JsonEdit[]): string =>
  JSON.stringify(edits.map((edit) => ({ ...edit, at: pathOf(edit) })));
