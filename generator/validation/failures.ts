/** A mistake in how phoenix-setup is used: exit code 2. The message says what to do instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something outside failed: a program that is missing or gave no answer, a file that cannot be written. Exit code 3. */
export class ExternalError extends Error {
  override readonly name = "ExternalError";
}

/** Something is wrong in phoenix-setup itself. Exit code 3 with a request to report it, as for every error that is of no other kind. */
export class BugError extends Error {
  override readonly name = "BugError";
}

/** Whether an error of Node says that something outside failed: a file, a program, a socket. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z0-9]+$/.test(error.code);
