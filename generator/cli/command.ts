import type { ParseArgsConfig } from "node:util";

/** Exit codes of the command line. */
export const Exit = {
  fine: 0,
  /** A finding: an invalid definition, a stale script, a remark of ShellCheck. */
  finding: 1,
  /** Wrong use of the command line. */
  usage: 2,
  /** Something outside failed: a file that cannot be written, a program that is missing. */
  outside: 3,
} as const;

/** What a command reads and where it writes. */
export interface Call {
  /** The project: the folder that holds `definitions/` and `dist-scripts/`. */
  readonly folder: string;
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** The CTIDs given; empty means all. */
  readonly ctids: readonly number[];
  /** Data, to standard output. */
  readonly out: (text: string) => void;
  /** Messages, to standard error. */
  readonly err: (text: string) => void;
  /** Whether messages may be coloured. */
  readonly colour: boolean;
}

/** One command; `main` parses its words, prints its errors and sets the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly flags: Readonly<Record<string, { readonly about: string; readonly type: "boolean" | "string" }>>;
  run(call: Call): Promise<number>;
}

/** A mistake in how the command line is used. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The flags of a command in the form that `parseArgs` takes, and `--help`. */
export const parseOptions = (command: Command): NonNullable<ParseArgsConfig["options"]> => ({
  ...Object.fromEntries(Object.entries(command.flags).map(([name, { type }]) => [name, { type }])),
  help: { type: "boolean" },
});
