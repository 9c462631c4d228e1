import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

/** What a runner of many cases says of its command line, and how it takes down what a case has put up. */
export interface Runner<Options extends { readonly help: boolean }> {
  /** The beginning of its folder's name. */
  readonly name: string;
  readonly usage: string;
  /** Throws an error with a plain message if an option is wrong. */
  readonly readOptions: (words: string[]) => Options;
  /** Ends what is at work in one of the folders below the runner's own. */
  readonly takeDown: (folder: string) => void;
  /** The exit code. */
  readonly run: (options: Options, folder: string) => Promise<number>;
}

/** Runs it in a folder of its own, which goes in the end, also when a signal ends it. Returns the exit code, 2 for wrong use. */
export async function command<Options extends { readonly help: boolean }>(
  words: string[],
  { name, usage, readOptions, takeDown, run }: Runner<Options>,
): Promise<number> {
  let options: Options;
  try {
    options = readOptions(words);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  const clear = (): void => {
    for (const below of readdirSync(folder)) takeDown(join(folder, below));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  endWith(clear);
  try {
    return await run(options, folder);
  } finally {
    clear();
  }
}

/** A signal that would end this process does so after `clear`. */
export function endWith(clear: () => void): void {
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      clear();
      process.exit(128 + constants.signals[signal]);
    });
}

/** The same of an option that may be left out: undefined then. */
export const optionalNumber = (option: string, text: string | undefined, least: number): number | undefined =>
  text === undefined ? undefined : wholeNumber(option, text, least);

/** A word as a whole number; throws an error with a plain message if it is none. */
export function wholeNumber(option: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new TypeError(`--${option} needs a whole number from ${least} on, not '${text}'`);
  return Number(text);
}
