import { asking } from "./ask.ts";
import type { Io } from "./io.ts";
import { main } from "./main.ts";
import { end, err, out } from "./standard-streams.ts";

/** This process as the outside world of the command line. */
const io: Io = {
  folder: process.cwd(),
  out,
  err,
  colour: process.stderr.isTTY === true && !process.env.NO_COLOR,
  colourData: process.stdout.isTTY === true && !process.env.NO_COLOR,
  env: process.env,
  ask: process.stdin.isTTY && process.stderr.isTTY ? asking() : undefined,
  terminal: process.stderr,
};

main(process.argv.slice(2), io).then(end);
