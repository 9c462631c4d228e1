import { EXIT_CODES, exitCode } from "../contract/exit-codes.ts";
import type { Plan } from "../plan/plan.ts";
import { differences, type State } from "./state.ts";
import { type Counts, callsIn, changesOf, type Line } from "./transcript.ts";

/** How a run is to come out. */
export type Wanted = "done" | "unchanged" | "would change" | "nothing to change" | "failed" | "killed";

/** How it came out. */
export interface Ran {
  readonly code: number;
  readonly lines: readonly Line[];
  readonly counts: Counts | undefined;
  readonly before: State;
  readonly after: State;
  /** What it left running or locked. */
  readonly remains: readonly string[];
}

/** What is not as it should be; nothing if all is well. */
export function complaintsOf(wanted: Wanted, ran: Ran, plan: Plan): string[] {
  return [
    ...wrongEnd(wanted, ran),
    ...ran.lines
      .filter(({ text }) => text.includes("simulator: "))
      .map(({ text }) => `the simulator does not know it: ${text}`),
    ...ran.remains,
    ...temporary(ran),
    ...(wanted === "done" || wanted === "unchanged" ? unfinished(ran, plan) : []),
    ...(wanted === "failed" ? leftStopped(ran) : []),
    ...(wanted === "unchanged" ? changed(ran) : []),
    ...(wanted === "would change" || wanted === "nothing to change" ? touched(ran) : []),
  ];
}

/** Exit codes that a script may end with when something fails: its own table but for what would be a bug of its own. */
const FAILURES = EXIT_CODES.map(({ code }): number => code).filter(
  (code) => code === exitCode.EXIT_USAGE || (code >= exitCode.EXIT_VALUE_MISSING && code <= exitCode.EXIT_NOT_VERIFIED),
);

const CODES: Readonly<Record<Wanted, readonly number[]>> = {
  done: [exitCode.EXIT_DONE],
  unchanged: [exitCode.EXIT_DONE],
  // What only starts when something else has been done cannot be told yet.
  "would change": [exitCode.EXIT_WOULD_CHANGE, exitCode.EXIT_UNKNOWN],
  "nothing to change": [exitCode.EXIT_DONE],
  failed: FAILURES,
  killed: [137],
};

function wrongEnd(wanted: Wanted, { code, lines }: Ran): string[] {
  const codes = CODES[wanted];
  if (codes.includes(code)) return [];
  if ((wanted === "failed" || wanted === "killed") && code === 0)
    return [`it does not come to the point where it was to go wrong; its calls of pct: ${callsIn(lines)}`];
  return [`ends with ${code} instead of ${codes.join(" or ")}`];
}

function unfinished(ran: Ran, { definition }: Plan): string[] {
  const { snapshot } = definition.options;
  const configuration = ran.after.get("configuration") ?? "";
  return [
    ...leftStopped(ran),
    ...(snapshot !== undefined && !configuration.includes(`\n[${snapshot}]\n`)
      ? [`there is no snapshot '${snapshot}'`]
      : []),
    ...(/^(lock|snapstate): /m.test(configuration) ? ["the container is left locked"] : []),
  ];
}

const leftStopped = ({ after }: Ran): string[] =>
  after.get("power") === "running" ? [] : ["the container is left stopped"];

/** Temporary files on the host; what a next run makes up for is none. */
const temporary = ({ before, after, code }: Ran): string[] =>
  code === 137
    ? []
    : [...after.keys()]
        .filter((name) => name.startsWith("temporary ") && !before.has(name))
        .map((name) => `left behind: ${name}`);

function changed(ran: Ran): string[] {
  const { changed: steps = 0 } = ran.counts ?? {};
  return [...(steps > 0 ? [`${steps} steps changed something again`] : []), ...touched(ran)];
}

/** What is other than before, and calls that were more than questions. */
const touched = ({ before, after, lines }: Ran): string[] => [
  ...differences(before, after).map((text) => `changed: ${text}`),
  ...changesOf(lines).map((text) => `was more than a question: ${text}`),
];
