import type { Script } from "./script.ts";

/** A line of a fuzzed conversation: what is done when a question comes. */
export interface Turn {
  /** The question: a function, and for the how-manieth time it is asked. */
  readonly function: string;
  readonly time: number;
  /** `w <hex>` writes, `f <count> <hex>` writes so often, `p <milliseconds>` pauses, `c` closes the output, `i` the input, `x <status>` and `k <signal>` end `s` says nothing more.
   */
  readonly acts: readonly string[];
}

/** One run of a script against a container, a `pct` or a web server that lies. */
export interface Case {
  /** `flood:lines:910-apply-text`, or `fuzz:17`. */
  readonly id: string;
  readonly script: Script;
  readonly mode: "apply" | "check";
  readonly format: "text" | "json";
  /** PHOENIX_TIME_SCALE. */
  readonly scale: number;
  /** A file of programs/, then words for it. */
  readonly program: string;
  /** For the program `conversation`. */
  readonly turns: readonly Turn[];
  /** What `pct` says to a command of its own, or the web server under the name `curl`: programs for sh. */
  readonly said: Readonly<Record<string, string>>;
  /** The exit codes that it may end with; where there are none, any that a container can cause. */
  readonly codes: readonly number[];
  /** What the log has to say. */
  readonly says: RegExp | undefined;
  /** How often at least the log has to show a line that came from the container. */
  readonly shows: number;
  /** Whether it does nothing for long but wait for a limit. */
  readonly waits: boolean;
  /** Seconds that it may take besides the script's own limits, instead of half a minute. */
  readonly slack?: number;
  /** A configuration of the container that others have written to. */
  readonly configuration: string | undefined;
}
