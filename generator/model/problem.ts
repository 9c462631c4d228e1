/** Where a definition says something: a file relative to the working directory, line and column counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The call stack at the moment an author's function call made a definition, a step or a value.
 * Kept as text: the loader maps it to a {@link Place}, which the model itself knows nothing about.
 */
export interface Origin {
  readonly stack: string;
}

/** What is wrong with a definition, before its place is known. Each code has a section in `generator/ERRORS.md`. */
export interface Problem {
  readonly code: `D${number}`;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
  /** The call that is meant. */
  readonly origin: Origin;
  /** The property inside that call's argument, such as `["network", "ip"]`; empty for the call as a whole. */
  readonly path: readonly PropertyKey[];
  /** Other places that have a part in it, such as the second container with the same address. */
  readonly related?: readonly {
    readonly origin: Origin;
    readonly path: readonly PropertyKey[];
    readonly label: string;
  }[];
}

/** Takes down the call stack of the author's call. */
export function origin(): Origin {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const stack = new Error().stack ?? "";
  Error.stackTraceLimit = limit;
  return { stack };
}
