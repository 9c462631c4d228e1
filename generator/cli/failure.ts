import { Exit } from "../contract/cli-exit-codes.ts";
import { packageManager } from "../contract/package-manager.ts";
import { ExternalError, isSystemError, UsageError } from "../validation/failures.ts";
import type { Failure } from "./json/output.ts";

/** A signal has ended a command's work, in good order. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";

  constructor(
    message: string,
    /** The exit code that a shell gives for the signal. */
    readonly exit: number,
  ) {
    super(message);
  }
}

/** What was thrown, as data, with its exit code; `command` is undefined where the words name none. */
export function failureOf(thrown: unknown, command: string | undefined): { exit: number; error: Failure } {
  const { message, stack = message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (thrown instanceof UsageError) {
    const help = `phoenix-setup ${command === undefined ? "" : `${command} `}--help`;
    return { exit: Exit.usage, error: { kind: "usage", message, help } };
  }
  if (thrown instanceof InterruptedError) return { exit: thrown.exit, error: { kind: "interrupted", message } };
  const lacking = missingPackage(thrown);
  if (lacking !== undefined) {
    const said = `the package ${lacking}, which phoenix-setup needs, is not installed; fix: ${packageManager(process.cwd()).installOptional}`;
    return { exit: Exit.outside, error: { kind: "external", message: said } };
  }
  if (thrown instanceof ExternalError || isSystemError(thrown))
    return { exit: Exit.outside, error: { kind: "external", message } };
  return { exit: Exit.outside, error: { kind: "bug", message, stack } };
}

/** The package that Node has not found; our own files are no packages. */
function missingPackage(thrown: unknown): string | undefined {
  const { code, message } = Object(thrown) as Partial<NodeJS.ErrnoException>;
  if (code !== "MODULE_NOT_FOUND" && code !== "ERR_MODULE_NOT_FOUND") return undefined;
  return /^Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(message ?? "")?.[1];
}

/** A failure in words for people. */
export function failureText(error: Failure): string {
  switch (error.kind) {
    case "usage":
      return `phoenix-setup: ${error.message}\nhint: ${error.help}`;
    case "external":
      return `phoenix-setup: ${error.message}`;
    case "interrupted":
      return error.message;
    case "bug":
      return `phoenix-setup: this is a bug in phoenix-setup, please report it\n${error.stack}`;
  }
}
