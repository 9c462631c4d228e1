import * as z from "zod";

// Schemas describe what `--json` prints: the compiler takes the types from them, and tests validate every output. No command loads them.

/** A list, as commands hold it. */
export const list = <One extends z.ZodType>(one: One) => z.array(one).readonly();

/** Numbers that count something, or number lines, columns and steps. */
export const whole = z.int().nonnegative();

/** A position in a definition file. */
export const place = z.strictObject({ file: z.string(), line: z.int().positive(), column: z.int().positive() });

/** An error or a warning of the definitions; its code has a section in ERRORS.md. */
export const finding = z.strictObject({
  code: z.string().regex(/^D\d{3}$/),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  fix: z.string(),
  place,
  related: list(z.strictObject({ place, label: z.string() })),
});

/** What ShellCheck remarks on a line of a script. */
export const remark = z.strictObject({
  script: z.string(),
  line: whole,
  column: whole,
  level: z.enum(["error", "warning", "info", "style"]),
  code: z.int(),
  message: z.string(),
  source: z.string(),
});

/** What would change, or has changed, in a script, as `diff -u` prints it; without `--diff`, there are none. */
export const difference = z.strictObject({ script: z.string(), diff: z.string() });

/** Whether a container is cloned from, or serves. */
export const kind = z.enum(["template", "application"]);
