import { join } from "node:path";
import { parseArgs } from "node:util";
import { optionalNumber, wholeNumber } from "../runner/command.ts";

export interface Options {
  /** Folder with the scripts that are lied to. */
  readonly scripts: string;
  /** How many fuzzed conversations. */
  readonly count: number;
  /** How many named lies; undefined for all. */
  readonly named: number | undefined;
  readonly seed: number;
  /** After so many seconds no further fuzzed conversation begins; undefined for as long as it takes. */
  readonly seconds: number | undefined;
  /** Ids of cases, or their beginnings up to a colon; none means all. */
  readonly only: readonly string[];
  /** Every named lie against each script, in both modes and both formats. */
  readonly thorough: boolean;
  /** Whether the judge is tried instead, by broken copies of the scripts. */
  readonly mutants: boolean;
  readonly jobs: number;
  readonly list: boolean;
  readonly help: boolean;
}

export const usage = `usage: npm run test:hostile -- [option…]
  --count <n>        so many fuzzed conversations besides the named lies, 300 unless told
  --named <n>        so many of the named lies, drawn in turn from each group; all unless told
  --seed <n>         what they are drawn by, 1 unless told
  --seconds <n>      begins no further fuzzed conversation after so many seconds
  --only <id>        this case, or all whose ids begin so: flood, flood:lines, fuzz:17 (may be repeated)
  --thorough         every named lie against each script, in both modes and both formats, not only one of these
  --mutants          tries the judge: each of some broken copies of the scripts has to be found out
  --jobs <n>         cases at work at once, 2 unless told; those that wait for a limit do not count
  --scripts <folder> other scripts than dist-scripts/
  --list             the ids of the cases, one a line, and run none
`;

/** Throws a TypeError with a plain message if an option is wrong. */
export function readOptions(words: string[]): Options {
  const { values } = parseArgs({
    args: words,
    options: {
      scripts: { type: "string", default: join(REPOSITORY, "dist-scripts") },
      count: { type: "string", default: "300" },
      named: { type: "string" },
      seed: { type: "string", default: "1" },
      seconds: { type: "string" },
      only: { type: "string", multiple: true, default: [] },
      thorough: { type: "boolean", default: false },
      mutants: { type: "boolean", default: false },
      jobs: { type: "string", default: "2" },
      list: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return {
    ...values,
    count: wholeNumber("count", values.count, 0),
    named: optionalNumber("named", values.named, 0),
    seed: wholeNumber("seed", values.seed, 0),
    seconds: optionalNumber("seconds", values.seconds, 1),
    jobs: wholeNumber("jobs", values.jobs, 1),
  };
}
