import { parseArgs } from "node:util";
import { optionalNumber, wholeNumber } from "../runner/command.ts";

export interface Options {
  /** How many of each language. */
  readonly count: number;
  readonly seed: number;
  /** After so many seconds no further mutant begins; undefined for as long as it takes. */
  readonly seconds: number | undefined;
  /** Seconds that the tests of one mutant may take. */
  readonly limit: number;
  /** Beginnings of files, or names of functions; none means all. */
  readonly only: readonly string[];
  /** `bash`, `typescript`; both if empty. */
  readonly language: readonly string[];
  /** Fails if a smaller share than so many percent is noticed. */
  readonly least: number;
  readonly jobs: number;
  readonly json: boolean;
  readonly list: boolean;
  readonly help: boolean;
}

export const usage = `usage: npm run test:mutation -- [options]
  --count <n>          mutants of each language, drawn by the seed (30)
  --seed <n>           which of them (1)
  --seconds <n>        begin no further one after so long
  --limit <n>          seconds for the tests of one Bash mutant (240)
  --only <file|name>   only files that begin so, or this function; may be given several times
  --language <name>    only bash, or only typescript
  --least <percent>    exit 1 if a smaller share is noticed (0)
  --jobs <n>           at once, each in a copy of the project (2)
  --json               what became of each, as JSON
  --list               show the mutants of Bash, try none
`;

/** Reads the command line. Throws an error with a plain message if an option is wrong. */
export function readOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      count: { type: "string", default: "30" },
      seed: { type: "string", default: "1" },
      seconds: { type: "string" },
      limit: { type: "string", default: "240" },
      only: { type: "string", multiple: true, default: [] },
      language: { type: "string", multiple: true, default: [] },
      least: { type: "string", default: "0" },
      jobs: { type: "string", default: "2" },
      json: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const strange = values.language.find((name) => name !== "bash" && name !== "typescript");
  if (strange !== undefined) throw new TypeError(`--language needs bash or typescript, not '${strange}'`);
  return {
    ...values,
    count: wholeNumber("count", values.count, 1),
    seed: wholeNumber("seed", values.seed, 0),
    seconds: optionalNumber("seconds", values.seconds, 1),
    limit: wholeNumber("limit", values.limit, 1),
    least: wholeNumber("least", values.least, 0),
    jobs: wholeNumber("jobs", values.jobs, 1),
  };
}
