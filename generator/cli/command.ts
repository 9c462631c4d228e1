import type { ParseArgsConfig } from "node:util";
import { UsageError } from "../validation/failures.ts";
import type { Finding } from "../validation/finding.ts";
import type { Io } from "./io.ts";
import type { Data } from "./json/data.ts";
import type { Result } from "./result.ts";

/** A command as it was called. */
export interface Call extends Io {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** Whether JSON is asked for: the command then prints no data, since its result is printed. */
  readonly json: boolean;
  /** The CTIDs given; empty means all. Only where the command takes CTIDs. */
  readonly ctids: readonly number[];
  /** The words after the command that are no flags, as given. */
  readonly words: readonly string[];
  /** All commands, for those that describe them. */
  readonly commands: () => Promise<readonly Command[]>;
  /** Keeps errors and warnings of the definitions, which are reported if the command fails afterwards. */
  readonly onFindings: (findings: readonly Finding[]) => void;
}

/** A flag of a command, as `--help` and completions describe it. */
export interface Flag {
  /** Half a sentence for `--help`. */
  readonly about: string;
  /** Whether it stands alone, or takes a value. */
  readonly type: "boolean" | "string";
  /** What completions offer as its value: these words, or the CTIDs of the folder. Default: nothing. */
  readonly values?: readonly string[] | "ctids";
}

/** One command; `main` parses its words, prints its errors, its result as JSON, and gives the exit code. */
export interface Command<Of extends object = Data> {
  readonly name: string;
  readonly summary: string;
  readonly flags: Readonly<Record<string, Flag>>;
  /** What may follow besides flags. Default: CTIDs, of which none means all. */
  readonly takes?: "ctids" | "words" | "nothing";
  /** How `--help` and wrong use name what it takes. Default: `[CTID…]`. */
  readonly usage?: string;
  /** What completions offer as its first word, where it takes words. */
  readonly words?: readonly string[];
  run(call: Call): Promise<Result<Of>>;
}

/** The flags of a command in the form that `parseArgs` takes, and `--help`. */
export const parseOptions = (command: Pick<Command, "flags">): NonNullable<ParseArgsConfig["options"]> => ({
  ...Object.fromEntries(Object.entries(command.flags).map(([name, { type }]) => [name, { type }])),
  help: { type: "boolean", short: "h" },
});

/** A word as a CTID; throws a {@link UsageError} for anything else. */
export function readCtid(word: string): number {
  if (!/^[1-9][0-9]{2,8}$/.test(word)) throw new UsageError(`'${word}' is not a CTID (100 to 999999999)`);
  return Number(word);
}
