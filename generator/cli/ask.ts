import { UsageError } from "../validation/failures.ts";

/**
 * Asks at the terminal, one line an answer. What was typed ahead answers the next question; the end of input (Ctrl-D) is no answer, and
 * ends the command.
 */
export function asking(): (question: string) => Promise<string> {
  let lines: AsyncIterator<string> | undefined;
  return async (question) => {
    process.stderr.write(question);
    lines ??= await terminal();
    const { value, done } = await lines.next();
    if (done === true) {
      process.stderr.write("\n");
      throw new UsageError("there was no answer, so nothing was done");
    }
    return value.trim();
  };
}

async function terminal(): Promise<AsyncIterator<string>> {
  const { createInterface } = await import("node:readline");
  return createInterface({ input: process.stdin, output: process.stderr, terminal: false })[Symbol.asyncIterator]();
}
