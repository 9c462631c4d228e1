import * as z from "zod";
import { literal } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";

/** Where a file stands inside the container. Any character but NUL may be in it. */
export const filePath = literal
  .regex(/^\//, withFix("must be an absolute path", "begin it with /"))
  .regex(/[^/]$/, "must name a file, so it cannot end with /")
  .refine((path) => !path.split("/").some((part) => part === "." || part === ".."), "must not go through . or ..");

/** Where a directory stands inside the container. */
export const directoryPath = literal.regex(/^\//, withFix("must be an absolute path", "begin it with /"));

/** File permissions in octal, as text: a number would lose its leading zero, and be read as decimal. */
export const fileMode = z
  .string({
    error: ({ input }) =>
      typeof input === "number"
        ? withFix("is a number, which says nothing of octal digits", 'write it as text, such as "0644"')
        : undefined,
  })
  .regex(/^0?[0-7]{3,4}$/, 'must be an octal mode as text, such as "0644"');

/** The name of a user or a group that is there when the step runs. */
export const ownerName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/, "must be the name of a user or a group");

/** As `stat` prints it: no leading zeros. */
export const statMode = (mode: string): string => Number.parseInt(mode, 8).toString(8);
