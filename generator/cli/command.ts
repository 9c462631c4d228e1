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
  /** The CTIDs given; empty means all. Only where the command takes CTIDs. */
  readonly ctids: readonly number[];
  /** The words after the command that are no flags, as given. */
  readonly words: readonly string[];
  /** Data, to standard output. */
  readonly out: (text: string) => void;
  /** Messages, to standard error. */
  readonly err: (text: string) => void;
  /** Whether messages may be coloured. */
  readonly colour: boolean;
  /** Asks the person at the terminal for one line; undefined where there is nobody to ask. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** A flag of a command, as `--help` and completions tell of it. */
export interface Flag {
  /** Half a sentence for `--help`. */
  readonly about: string;
  /** Whether it stands alone, or takes a value. */
  readonly type: "boolean" | "string";
  /** What completions offer as its value: these words, or the CTIDs of the folder. Default: nothing. */
  readonly values?: readonly string[] | "ctids";
}

/** One command; `main` parses its words, prints its errors and sets the exit code. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** What may follow besides flags. Default: CTIDs, of which none means all. */
  readonly takes?: "ctids" | "words" | "nothing";
  /** How `--help` and wrong use name what it takes. Default: `[CTID…]`. */
  readonly usage?: string;
  run(call: Call): Promise<number>;
}

/** A mistake in how the command line is used. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The flags of a command in the form that `parseArgs` takes, and `--help`. */
export const parseOptions = (command: Command): NonNullable<ParseArgsConfig["options"]> => ({
  ...Object.fromEntries(Object.entries(command.flags).map(([name, { type }]) => [name, { type }])),
  help: { type: "boolean", short: "h" },
});

/** A word as a CTID; anything else is wrong use. */
export function readCtid(word: string): number {
  if (!/^[1-9][0-9]{2,8}$/.test(word)) throw new UsageError(`'${word}' is not a CTID (100 to 999999999)`);
  return Number(word);
}
