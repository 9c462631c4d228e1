import * as z from "zod";
import { described, isMeasure } from "../validation/described.ts";
import { withFix } from "../validation/with-fix.ts";

declare const unit: unique symbol;

/** An amount of memory, disk or data. Made with {@link kib}, {@link mib} or {@link gib}; a bare number is an error. */
export interface Size {
  readonly [unit]?: "size";
  /** 1,024 bytes, 1,048,576 bytes, or 1,024 times as many. */
  readonly unit: "KiB" | "MiB" | "GiB";
  /** How many of them; a whole number from 1. */
  readonly amount: number;
}

/** A span of time. Made with {@link seconds} or {@link minutes}; a bare number is an error. */
export interface Duration {
  readonly [unit]?: "duration";
  /** Seconds or minutes. */
  readonly unit: "s" | "min";
  /** How many of them; a whole number from 1. */
  readonly amount: number;
}

/**
 * `amount` kibibytes (1,024 bytes each), a whole number from 1. For replies; memory and disks take {@link mib} and {@link gib}.
 *
 * @example
 * http.answers({ url: "http://localhost:8080/models", maxReply: kib(512), within: seconds(30) })
 */
export const kib = (amount: number): Size => Object.freeze({ unit: "KiB", amount });

/**
 * `amount` mebibytes (1,048,576 bytes each), a whole number from 1.
 *
 * @example
 * disk.free({ path: "/var", atLeast: mib(1500) })
 */
export const mib = (amount: number): Size => Object.freeze({ unit: "MiB", amount });

/**
 * `amount` gibibytes (1,024 MiB each), a whole number from 1.
 *
 * @example
 * disk.free({ path: "/", atLeast: gib(20) })
 */
export const gib = (amount: number): Size => Object.freeze({ unit: "GiB", amount });

/**
 * `amount` seconds, a whole number from 1 to 86,400.
 *
 * @example
 * http.answers({ url: "http://localhost:8080/health", within: seconds(30) })
 */
export const seconds = (amount: number): Duration => Object.freeze({ unit: "s", amount });

/**
 * `amount` minutes, a whole number from 1 to 1,440.
 *
 * @example
 * apt.packages({ packages: ["texlive-full"], timeout: minutes(60) })
 */
export const minutes = (amount: number): Duration => Object.freeze({ unit: "min", amount });

/** A size as a number of KiB. */
export const inKibibytes = (size: Size): number => size.amount * { KiB: 1, MiB: 1024, GiB: 1_048_576 }[size.unit];

/** A size as a number of MiB. */
export const inMebibytes = (size: Size): number => inKibibytes(size) / 1024;

/** A time as a number of seconds. */
export const inSeconds = (duration: Duration): number =>
  duration.unit === "min" ? duration.amount * 60 : duration.amount;

const whole = z.int().min(1, "must be a whole number from 1");

/** What is no measure of this kind; a number or another kind's measure is told as such. */
const measure = (units: readonly string[], noun: string, maker: string, makers: string) => {
  const says = (input: unknown): string =>
    typeof input === "number"
      ? withFix(`is the bare number ${input}`, `write ${maker}(${input})`)
      : withFix(`is ${described(input)}, not ${noun}`, `write ${makers}`);
  return z
    .strictObject(
      { unit: z.string(), amount: whole },
      { error: ({ input }) => (input === undefined || isMeasure(input) ? undefined : says(input)) },
    )
    .superRefine((value, context) => {
      if (units.includes(value.unit)) return;
      context.addIssue({
        code: "invalid_type",
        expected: "object",
        input: value,
        message: says(value),
        continue: false,
      });
    });
};

/** The schema of {@link Size} for memory and disks: whole amounts of MiB or GiB from 1. */
export const size = measure(["MiB", "GiB"], "a size", "mib", "mib(…) or gib(…)") as unknown as z.ZodType<Size>;

/** The schema of {@link Size} for a reply: whole amounts of KiB or MiB from 1, at most 64 MiB. */
export const replySize = (
  measure(["KiB", "MiB"], "a size", "kib", "kib(…) or mib(…)") as unknown as z.ZodType<Size>
).refine((value) => inKibibytes(value) <= 65_536, "is more than 64 MiB");

/** The schema of {@link Duration}: whole amounts from 1, at most a day. */
export const duration = (
  measure(["s", "min"], "a time", "seconds", "seconds(…) or minutes(…)") as unknown as z.ZodType<Duration>
).refine((value) => inSeconds(value) <= 86_400, "is longer than a day");

/** A size between two bounds, both stated in the unit that authors use for it. */
export const sizeBetween = (least: Size, most: Size): z.ZodType<Size> =>
  size.refine(
    (value) => inMebibytes(value) >= inMebibytes(least) && inMebibytes(value) <= inMebibytes(most),
    `must lie between ${least.amount} ${least.unit} and ${most.amount} ${most.unit}`,
  );
