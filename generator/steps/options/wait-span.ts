import { type Duration, duration, inSeconds, seconds } from "../../dsl/units.ts";
import { tries } from "../kinds/docker-log-line.ts";

/** How long, and how often, a step looks. */
export interface WaitSpan {
  /** How long to wait; then the step has run out of time (23). */
  readonly within: Duration;
  /** Pause between two looks. Default 2 s. */
  readonly every?: Duration;
}

/** The fields of {@link WaitSpan}. */
export const waitShape = { within: duration, every: duration.exactOptional() };

/** What templates read of a wait. */
export const waitView = ({ within, every = seconds(2) }: WaitSpan) => tries(within, every);

/** Seconds that a wait can take, with looks that do not answer. */
export const waitLimit = ({ within }: WaitSpan): number => inSeconds(within) + 60;
