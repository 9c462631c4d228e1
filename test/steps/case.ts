import type { Step } from "../../generator/dsl/step.ts";
import { isDrawn, thorough } from "../thorough.ts";

/** What is asked of a step. */
export interface Case {
  readonly title: string;
  readonly step: Step;
  /** Bash that makes the world different before the step; its words are in `inside/world.bash`. */
  readonly world?: string;
  /** Bash that must hold afterwards, line by line. */
  readonly afterwards?: string;
  /**
   * - `converges`: check says no, apply makes it so, a second apply changes nothing. The default for a step with a check.
   * - `holds`: it is so from the beginning. The default for a step that only verifies.
   * - `changes`: the step verifies by doing something: the run ends well, and what must hold afterwards does.
   * - `differs`: check says no.
   * - `fails`: the run ends with a failure.
   */
  readonly asks?: "converges" | "holds" | "changes" | "differs" | "fails";
  /** For `fails`: the exit code; any but 0 if not given. */
  readonly code?: number;
  /** A regular expression that the output must match, and one that it must not; `.` is any character, the end of a line too. */
  readonly says?: string;
  readonly hides?: string;
  /** What must not be seen while the step works, in any process or readable file: part of the content that it brings. */
  readonly secret?: string;
  /** Each command that the step calls is made to fail once. Default: only for the first case of a kind that converges or holds. */
  readonly faults?: boolean;
  /** The second apply may change something: why. */
  readonly differsAgain?: string;
  /** The world goes on changing by itself: why. Then nobody can tell whether looking has changed something. */
  readonly moves?: string;
  /** What the machine has to have, `jq`, `JSON::PP`, or a file by its path; without it the case is skipped. */
  readonly needs?: readonly string[];
  /** Divides limits and pauses. Default {@link TIME_SCALE}. */
  readonly scale?: number;
  /** What the host file of the step holds. */
  readonly hostFile?: string | Uint8Array;
  /** Run-time values by the variable that holds them, such as `lxc_vllm_model`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Units that a later step would restart if this one changes something. */
  readonly restarts?: readonly string[];
}

/** Limits and pauses are a twentieth of what they are on a host. */
export const TIME_SCALE = 20;

/** Cases of one kind. */
export interface Cases {
  readonly kind: string;
  readonly cases: readonly Case[];
}

/** One job for the sandbox. */
export interface Job {
  readonly mode: string;
  readonly case: Case;
  /** Bash assignments besides the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** More files for the job's folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * For how many seconds a sandbox goes on with what is more than the plain form asks; nothing for all of it. Continuous integration has to
 * come to its end on a slow machine as well, which then tries less.
 */
export const extraSeconds = process.env["PHOENIX_EXTRA_SECONDS"] ?? "";

/** Whether every case of a kind is asked, as of a kind that has changed (`npm run test:quick`), or those that the plain form asks. */
const every = thorough || process.env["PHOENIX_CHANGED"] !== undefined;

/**
 * The jobs that a list of cases makes, of the kind in this place of all kinds. In the plain form: the first good case; and, if they are drawn, the
 * same with a run that only looks, the first failing case, and the first with a secret. Of a kind that has changed: all cases, the first good one's
 * functions one by one as well. The thorough form's other jobs come after these, those in which each command fails once at the end.
 */
export function jobsOf({ cases: all }: Cases, place = 0): Job[] {
  const isWanted = (nth: number): boolean => every || isDrawn(place, nth);
  const good = all.find(isGood);
  const failing = good === undefined || isWanted(3) ? all.find(({ asks }) => asks === "fails") : undefined;
  const secret = isWanted(3) ? all.find((given) => given.secret !== undefined) : undefined;
  const cases = all.filter((given) => every || given === good || given === failing || given === secret);
  const looked = every ? [good, failing] : isWanted(2) ? [good] : [];
  const whole = (given: Case, parts: string): Job => ({
    mode: given.asks ?? "converges",
    case: given,
    settings: { parts },
  });
  const first = cases.flatMap((given) => [
    whole(given, every && given === good ? "yes" : ""),
    ...(looked.includes(given) && given.moves === undefined ? [looking(given)] : []),
    ...(given.secret === undefined || !(every || given === secret)
      ? []
      : [{ mode: "watched", case: given, settings: { secret: given.secret } }]),
  ]);
  if (!thorough) return first;
  const others = cases.flatMap((given) => [
    ...((given.asks ?? "converges") === "converges" && given !== good ? [{ ...whole(given, ""), mode: "parts" }] : []),
    ...(looked.includes(given) || given.moves !== undefined ? [] : [looking(given)]),
  ]);
  const faults = cases
    .filter((given) => given === good || given.faults)
    .map((given) => ({ ...whole(given, ""), mode: "faults" }));
  return [...first, ...[...others, ...faults].map((job) => ({ ...job, settings: { ...job.settings, extra: "yes" } }))];
}

const isGood = ({ asks }: Case): boolean => asks !== "fails" && asks !== "differs";

const looking = (given: Case): Job => ({
  mode: "looks",
  case: given,
  settings: { answer: answers[given.asks ?? "converges"] },
});

/** What a run that only looks says of the step, as a regular expression. */
const answers = {
  converges: "would change",
  holds: "ok",
  changes: "ok|would run",
  differs: "would change",
  fails: "would change|cannot tell|would run",
};
