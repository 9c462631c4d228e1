import { Exit } from "../contract/cli-exit-codes.ts";

// Loaded by the launcher: it takes hold of a stream only when there is something to write to it.

let guarded = false;

/** Prints data to standard output. Ends the process if that cannot be written; whoever reads it and has seen enough is no failure. */
export function out(text: string): void {
  if (!guarded) process.stdout.on("error", fail);
  guarded = true;
  process.stdout.write(`${text}\n`);
}

/** Prints a message to standard error. One that cannot be written is lost, and changes nothing else. */
export function err(text: string): void {
  if (process.stderr.listenerCount("error") === 0) process.stderr.on("error", () => undefined);
  process.stderr.write(`${text}\n`);
}

/** Ends the process once all is written to whatever reads it. A definition that leaves a socket or a child process behind does not keep us. */
export function end(code: number): void {
  const written = (): void => void process.stderr.write("", () => process.exit(code));
  if (!guarded) written();
  else process.stdout.write("", (error) => (error ? fail(process.stdout.errored ?? error) : written()));
}

function fail(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(Exit.fine);
  err(`phoenix-setup: standard output cannot be written: ${error.message}`);
  process.exit(Exit.outside);
}
