// @ts-check
// What both benches are as programs: options that are told when they are wrong, and an end that leaves nothing.
import { constants } from "node:os";

/**
 * Runs a bench with its options. Wrong ones, and `--help`, are answered here.
 *
 * @template {{ help: boolean }} Options
 * @param {{ usage: string, readOptions: (args: string[]) => Options, run: (options: Options) => Promise<number> }} bench `run` gives the exit code
 */
export async function command({ usage, readOptions, run }) {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) process.stdout.write(usage);
  else process.exitCode = await run(options);
}

/** Clears up before a signal ends this program. @param {() => void} clear */
export function clearOnSignal(clear) {
  for (const signal of /** @type {const} */ (["SIGHUP", "SIGINT", "SIGTERM"]))
    process.once(signal, () => {
      clear();
      process.exit(128 + constants.signals[signal]);
    });
}
