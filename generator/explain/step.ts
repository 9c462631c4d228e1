import { exitCode } from "../contract/exit-codes.ts";
import type { Condition } from "../dsl/condition.ts";
import { isSame, type Step } from "../dsl/step.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue, type Text } from "../dsl/text.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { runtimeValues } from "../plan/values.ts";
import type { Place } from "../validation/problem.ts";

/** All that there is to tell of one step, as data. */
export interface ToldStep {
  readonly number: number;
  readonly kind: string;
  readonly side: Step["side"];
  readonly title: string;
  readonly group: string | null;
  /** Where the container's own definition asks for it. */
  readonly place: Place;
  /** The innermost of the author's lines, where that is another one: inside a function that returns steps. */
  readonly madeAt: Place | null;
  /** What must hold, or it is skipped. */
  readonly when: readonly string[];
  /** What its functions do, in words. */
  readonly check: string | null;
  readonly apply: string | null;
  readonly verify: string | null;
  /** Seconds, for each of the three. */
  readonly limit: number;
  readonly retries: number;
  /** Seconds between two tries. */
  readonly pause: number;
  /** Hosts that it fetches from; `apt` stands for apt's sources. */
  readonly fetches: readonly string[];
  /** Values that are read on the host before the first step. */
  readonly values: readonly RuntimeValue[];
  /** Files, folders, devices, programs and variables of the host that it relies on. */
  readonly host: {
    readonly files: readonly string[];
    readonly folders: readonly string[];
    readonly devices: readonly string[];
    readonly programs: readonly string[];
    readonly variables: readonly string[];
  };
  /** Files inside that hold a secret because of it. */
  readonly secrets: readonly string[];
  /** Features of the container that it cannot do without. */
  readonly features: readonly string[];
  /** Steps by number whose change it follows. */
  readonly after: readonly number[];
  /** Steps by number that follow a change of its own. */
  readonly causes: readonly number[];
  readonly restartsContainer: boolean;
  /** Whether its verify changes something for a while. */
  readonly trial: boolean;
  /** Exit codes of the script that are its doing. */
  readonly exits: readonly number[];
  /** What its template reads. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One step of a plan; `madeAt` is the innermost of its author's lines. */
export function tellStep(planned: PlannedStep, plan: Plan, madeAt: Place | undefined): ToldStep {
  const { number, place, step } = planned;
  const { told, expects } = step;
  const own = step.hostFile === undefined ? [] : [step.hostFile];
  return {
    number,
    kind: step.kind,
    side: step.side,
    title: step.title,
    group: step.group ?? null,
    place,
    madeAt: madeAt === undefined || samePlace(madeAt, place) ? null : madeAt,
    when: step.when.map(condition),
    check: told.check ?? null,
    apply: told.apply ?? null,
    verify: told.verify ?? null,
    limit: step.limit,
    retries: step.retries,
    pause: step.pause,
    fetches: step.fetches,
    values: runtimeValues([step.view, step.hostFile]),
    host: {
      files: [...own, ...(expects.files ?? [])].map(textShown),
      folders: (expects.folders ?? []).map(textShown),
      devices: expects.devices ?? [],
      programs: step.needs,
      variables: step.hostVariable === undefined ? [] : [step.hostVariable],
    },
    secrets: step.secrets,
    features: step.features,
    after: numbers(plan, (other) => follows(step, other)),
    causes: numbers(plan, (other) => follows(other, step)),
    restartsContainer: step.restarts,
    trial: step.trial,
    exits: exitsOf(step),
    options: step.view,
  };
}

const samePlace = (a: Place, b: Place): boolean => a.file === b.file && a.line === b.line;

const numbers = (plan: Plan, wanted: (step: Step) => boolean): number[] =>
  plan.steps.filter(({ step }) => wanted(step)).map(({ number }) => number);

const follows = (step: Step, other: Step): boolean =>
  step.restartOn.some(({ steps }) => steps.some((one) => isSame(one, other)));

/** A run-time value by its key; never cut, for who copies it. */
const textShown = (text: Text): string =>
  (isJoinedText(text) ? text.parts : [text]).map((part) => (isRuntimeValue(part) ? `<${part.key}>` : part)).join("");

/** A condition in words that go on from "only if ". */
function condition({ asked, fact, subject, holds }: Condition): string {
  const what = { program: "program", file: "file or folder", device: "device", gpu: "NVIDIA GPU" }[fact];
  const article = !holds ? "no" : fact === "gpu" ? "an" : "a";
  return `there is ${[article, what, subject].filter(Boolean).join(" ")} ${asked}`;
}

/** As the table of exit codes has it: a check or an apply that fails, what is late, and what does not verify. */
function exitsOf({ traits, told, restarts }: Step): readonly number[] {
  if (traits?.exits !== undefined) return traits.exits;
  const works = told.check !== undefined || told.apply !== undefined;
  const verified = told.verify !== undefined || (told.check !== undefined && told.apply !== undefined);
  return [
    ...(works ? [exitCode.EXIT_STEP_FAILED] : []),
    exitCode.EXIT_STEP_LATE,
    ...(restarts ? [exitCode.EXIT_POWER] : []),
    ...(verified ? [exitCode.EXIT_NOT_VERIFIED] : []),
  ];
}
