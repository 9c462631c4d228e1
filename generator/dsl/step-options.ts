import * as z from "zod";
import { type Condition, conditions } from "./condition.ts";
import type { Step } from "./step.ts";
import { type Duration, duration, inSeconds, seconds } from "./units.ts";

/** What every step takes besides its own options. */
export interface StepOptions {
  /** How log lines and `explain` name the step; without it, the kind makes one up from the options. */
  readonly title?: string;
  /** Limit for each of check, apply and verify. Default: the kind's own. */
  readonly timeout?: Duration;
  /**
   * How often a failed apply is tried again: 0 to 10 times, 5 seconds apart, or as {@link RetryOptions} say. Each try has the whole
   * `timeout`; one that ran out of time is not tried again. Default 0.
   */
  readonly retries?: number | RetryOptions;
  /**
   * A fact that decides when the script runs whether the step is carried out at all; a list means that all must hold. A step whose
   * condition is not met is `skipped`, and its line in the log says why: neither check, apply nor verify runs, and nothing is restarted
   * because of it. Made with `inside`, `onHost` and `not`. Default: always.
   */
  readonly when?: Condition | readonly Condition[];
}

/** How a failed apply is tried again. */
export interface RetryOptions {
  /** How often it is tried again after it has failed, 1 to 10. */
  readonly times: number;
  /** Time between two tries, 1 to 60 seconds. Default 5 s. */
  readonly pause?: Duration;
}

/** One line of plain text, as it stands in log lines. */
export const stepTitle = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "must be one line of plain text");

const retries = z.union([
  z.int().min(0).max(10),
  z.strictObject({
    times: z.int().min(1).max(10),
    pause: duration.refine((pause) => inSeconds(pause) <= 60, "must be 60 seconds or less").exactOptional(),
  }),
]);

/** The fields of {@link StepOptions}. */
export const common = {
  title: stepTitle.exactOptional(),
  timeout: duration.exactOptional(),
  retries: retries.exactOptional(),
  when: conditions.exactOptional(),
} satisfies Record<keyof StepOptions, z.ZodType>;

/** How often, and how many seconds apart, a failed apply is tried again. */
export function triesOf(given: number | RetryOptions = 0): Pick<Step, "retries" | "pause"> {
  const { times, pause = seconds(5) } = typeof given === "number" ? { times: given } : given;
  return { retries: times, pause: inSeconds(pause) };
}
