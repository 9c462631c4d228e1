import * as z from "zod";

declare const unit: unique symbol;

/** An amount of memory or disk. Made with {@link mib} or {@link gib}; a bare number is an error. */
export interface Size {
  readonly [unit]?: "size";
  readonly unit: "MiB" | "GiB";
  readonly amount: number;
}

/** A span of time. Made with {@link seconds} or {@link minutes}; a bare number is an error. */
export interface Duration {
  readonly [unit]?: "duration";
  readonly unit: "s" | "min";
  readonly amount: number;
}

/** `amount` mebibytes (1,048,576 bytes each), a whole number from 1. */
export const mib = (amount: number): Size => Object.freeze({ unit: "MiB", amount });

/** `amount` gibibytes (1,024 MiB each), a whole number from 1. */
export const gib = (amount: number): Size => Object.freeze({ unit: "GiB", amount });

/** `amount` seconds, a whole number from 1 to 86,400. */
export const seconds = (amount: number): Duration => Object.freeze({ unit: "s", amount });

/** `amount` minutes, a whole number from 1 to 1,440. */
export const minutes = (amount: number): Duration => Object.freeze({ unit: "min", amount });

/** A size as a number of MiB. */
export const inMebibytes = (size: Size): number => (size.unit === "GiB" ? size.amount * 1024 : size.amount);

/** A time as a number of seconds. */
export const inSeconds = (duration: Duration): number =>
  duration.unit === "min" ? duration.amount * 60 : duration.amount;

const bare = (maker: string) => (issue: { input: unknown }) =>
  typeof issue.input === "number" ? `is the bare number ${issue.input}; write ${maker}(${issue.input})` : undefined;

const whole = z.int().min(1, "must be a whole number from 1");

/** The schema of {@link Size}: whole amounts from 1. */
export const size = z.strictObject(
  { unit: z.enum(["MiB", "GiB"], "is no size; write mib(…) or gib(…)"), amount: whole },
  { error: bare("mib") },
) satisfies z.ZodType<Size>;

/** The schema of {@link Duration}: whole amounts from 1, at most a day. */
export const duration = z
  .strictObject(
    { unit: z.enum(["s", "min"], "is no time; write seconds(…) or minutes(…)"), amount: whole },
    { error: bare("seconds") },
  )
  .refine((value) => inSeconds(value) <= 86_400, "is longer than a day") satisfies z.ZodType<Duration>;

/** A size between two bounds, both stated in the unit that authors use for it. */
export const sizeBetween = (least: Size, most: Size): z.ZodType<Size> =>
  size.refine(
    (value) => inMebibytes(value) >= inMebibytes(least) && inMebibytes(value) <= inMebibytes(most),
    `must lie between ${least.amount} ${least.unit} and ${most.amount} ${most.unit}`,
  );
