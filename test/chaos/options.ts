import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { optionalNumber, wholeNumber } from "../runner/command.ts";

export interface Options {
  /** Folder with the scripts that are tried. */
  scripts: string;
  /** Ids of cases, or their beginnings up to a colon; none means all. */
  only: string[];
  /** How many cases at most, drawn by the seed; undefined means all. */
  sample: number | undefined;
  seed: number;
  /** After so many seconds no further case begins; undefined for as long as it takes. */
  seconds: number | undefined;
  /** How many cases may be at work at once; those that wait for a limit do not count. */
  jobs: number;
  json: boolean;
  list: boolean;
  help: boolean;
}

export const usage = `usage: npm run test:chaos -- [option…]
  --only <id>        this case, or all whose ids begin so: 902, 902:b, 902:b:step-4-apply (may be repeated)
  --sample <n>       at most n cases, drawn by the seed, spread over scripts and kinds; none that waits long
  --seed <n>         for --sample, 1 unless told
  --seconds <n>      begins no further case after so many seconds
  --jobs <n>         cases at work at once (processors and two more, unless told)
  --scripts <folder> other scripts than dist-scripts/ (or PHOENIX_CHAOS_SCRIPTS)
  --json             the result as JSON on standard output
  --list             the ids of the cases, one a line, and run none
`;

/** Throws a TypeError with a plain message if an option is wrong. */
export function readOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      only: { type: "string", multiple: true, default: [] },
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      seconds: { type: "string" },
      jobs: { type: "string", default: String(availableParallelism() + 2) },
      scripts: { type: "string", default: process.env["PHOENIX_CHAOS_SCRIPTS"] ?? join(REPOSITORY, "dist-scripts") },
      json: { type: "boolean", default: false },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return {
    ...values,
    sample: optionalNumber("sample", values.sample, 1),
    seed: wholeNumber("seed", values.seed, 0),
    seconds: optionalNumber("seconds", values.seconds, 1),
    jobs: wholeNumber("jobs", values.jobs, 1),
  };
}
