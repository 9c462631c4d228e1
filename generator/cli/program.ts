import { Exit } from "../contract/cli-exit-codes.ts";
import { asking } from "./ask.ts";
import type { Io } from "./io.ts";
import { main } from "./main.ts";

/** This process as the outside world of the command line. */
const io: Io = {
  folder: process.cwd(),
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  colour: process.stderr.isTTY === true && !process.env.NO_COLOR,
  colourData: process.stdout.isTTY === true && !process.env.NO_COLOR,
  env: process.env,
  ask: process.stdin.isTTY && process.stderr.isTTY ? asking() : undefined,
  terminal: process.stderr,
};

/** Ends once all is written to whatever reads it. A definition that leaves a socket or a child process behind does not keep us. */
function end(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === "EPIPE" ? Exit.fine : Exit.outside),
);
main(process.argv.slice(2), io).then(end);
