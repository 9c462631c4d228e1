import type { ProblemCode } from "./problem-codes.ts";

/** Where a definition says something. */
export interface Place {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/**
 * The call stack at the moment an author's function call made a definition, a step or a value.
 * Kept as text: the loader maps it to a {@link Place}, which the model itself knows nothing about.
 */
export interface Origin {
  /** As V8 prints it; only lines of definitions matter. */
  readonly stack: string;
}

/** What is wrong with a definition, before its place is known. Each code has a section in `generator/ERRORS.md`. */
export interface Problem {
  /** Its section in `generator/ERRORS.md`. */
  readonly code: ProblemCode;
  /** An error ends the run; a warning can be accepted. */
  readonly severity: "error" | "warning";
  /** What is wrong, on one line. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The call that is meant. */
  readonly origin: Origin;
  /** The property inside that call's argument, such as `["network", "ip"]`; empty for the call as a whole. */
  readonly path: readonly PropertyKey[];
  /** Where it is instead, if it is in another file of the author's than the call. */
  readonly at?: Place;
  /** Other places that have a part in it, such as the second container with the same address. */
  readonly related?: readonly {
    /** The call that is meant. */
    readonly origin: Origin;
    /** The property inside that call's argument. */
    readonly path: readonly PropertyKey[];
    /** What the place has to do with it: `first used here`. */
    readonly label: string;
  }[];
}

/** The end of the name under which definitions stand in stack traces, however they were put together. */
export const DEFINITIONS = "phoenix-setup-definitions.cjs";

/**
 * Takes down the call stack of the author's call, as `<name>:<line>:<column>` for each frame in a definition, innermost first. All frames as
 * Node prints them would take half of the time, and most of the memory, of a large fleet.
 */
export function origin(): Origin {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 40;
  Error.prepareStackTrace = (_error, frames) => definitionFrames(frames);
  const { stack = "" } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  if (prepareStackTrace === undefined) delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  else Error.prepareStackTrace = prepareStackTrace;
  return { stack };
}

/** What is asked of a frame of V8's; this file's types are public, and an author may have no types of Node. */
interface Frame {
  getFileName(): string | null | undefined;
  getFunctionName?(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

/** Stands behind a frame that is a file's own code: what is outside of it is whoever imported the file first. */
export const OUTERMOST = " of a file";

/** The name of the function that a bundle makes of a file: its path. */
const MODULE = /\.[cm]?[jt]sx?$/;

/** The frames of a call stack that lie in a definition, as {@link Origin} has them. */
export const definitionFrames = (frames: readonly Frame[]): string => frames.flatMap(inDefinition).join("\n");

function inDefinition(frame: Frame): string[] {
  const file = frame.getFileName();
  if (!file?.endsWith(DEFINITIONS)) return [];
  const end = MODULE.test(frame.getFunctionName?.() ?? "") ? OUTERMOST : "";
  return [`${file}:${frame.getLineNumber() ?? 1}:${frame.getColumnNumber() ?? 1}${end}`];
}
