import { JSON_VERSION } from "../contract/json-version.ts";
import type { Finding } from "../validation/finding.ts";
import type { Data } from "./json/data.ts";
import type { Failure } from "./json/output.ts";

// Loaded by the launcher, which answers without the rest of the program: of the schemas, it imports types only.

/** What a command came to. With `--json`, `main` prints it; text for people is printed by the command itself. */
export interface Result<Of extends object = Data> {
  /** The exit code. */
  readonly exit: number;
  /** Errors and warnings of the definitions. */
  readonly findings?: readonly Finding[];
  /** What there is to say; undefined if the definitions have an error. */
  readonly data?: Of;
  /** Whether all has been printed as it came, so that there is nothing left to print. */
  readonly streamed?: boolean;
}

/** What a command that failed has to say; `findings` are those that were known by then. */
export interface Failed {
  readonly exit: number;
  readonly findings: readonly Finding[];
  readonly error: Failure;
}

/** The one value that a command prints with `--json`. `command` is null where the words name none. */
export function jsonOf(command: string | null, ended: Result | Failed): object {
  const { exit, findings = [] } = ended;
  const head = { version: JSON_VERSION, command };
  if ("error" in ended) return { ...head, status: "failed", exit, findings, error: ended.error };
  return { ...head, status: ended.data === undefined ? "invalid" : "done", exit, findings, ...ended.data };
}

/** The same as text, on several lines. */
export const jsonText = (command: string | null, ended: Result | Failed): string =>
  JSON.stringify(jsonOf(command, ended), null, 2);
