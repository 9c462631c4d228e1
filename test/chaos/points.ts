import type { Script, Step } from "./script.ts";

/** A call of `pct` that a fresh run makes. */
export interface Call {
  /** Its number, from 1. */
  number: number;
  words: readonly string[];
  /** What the script is at: looking, asking before a restart whether it has booted, restarting for a step on the host, a program inside, or the end of a template. */
  part: "exists" | "snapshots" | "boot" | "restart" | "program" | "end";
  /** The step in hand, if there is one. */
  step: Step | undefined;
}

/** A phase that a fresh run comes to. */
export interface Phase {
  /** The function, without its phase: `step_2_apt_packages`. */
  stem: string;
  phase: "check" | "apply" | "verify";
  /** The how-manieth time: a check comes again after the apply. */
  time: number;
  step: Step;
  side: "container" | "host";
  /** Whether the container is restarted for it, or for a step of the same program on the host. */
  restartFollows: boolean;
}

/** Whether it is the question before a restart, whether the container has booted: asked in the name of the readiness gate. */
export const isOfBoot = ({ stem }: Pick<Phase, "stem">): boolean => stem.endsWith("_container_ready_boot");

/** The calls of a fresh run, from the simulator's list of them, from where they stand in the script's log, and from what ran inside. */
export function readCalls(
  lines: readonly string[],
  log: readonly string[],
  ran: readonly string[],
  script: Script,
): Call[] {
  const all = lines.map((line) => line.split(" ").slice(1));
  const programs = all.flatMap(([name], index) => (name === "exec" ? [index] : []));
  const lastProgram = programs.at(-1) ?? -1;
  const asksForBoot = ran.some((name) => isOfBoot({ stem: name.replace(/_verify$/, "") }));
  let at = 0;
  let inHand: Step | undefined;
  return all.map((words, index) => {
    const [name = "", ctid] = words;
    const number = index + 1;
    if (name === "exec")
      return { number, words, part: asksForBoot && index === programs[0] ? "boot" : "program", step: undefined };
    while (at < log.length && !log[at]?.includes(`+ pct ${name} ${ctid}`)) {
      const [, step] = / \[(\d+)\/\d+\] /.exec(log[at] ?? "") ?? [];
      if (step !== undefined) inHand = script.steps[Number(step) - 1];
      at += 1;
    }
    at += 1;
    if (index === 0) return { number, words, part: "exists", step: undefined };
    if (name === "listsnapshot") return { number, words, part: "snapshots", step: undefined };
    if (script.snapshot !== undefined && index > lastProgram)
      return { number, words, part: "end", step: script.steps.at(-1) };
    return { number, words, part: "restart", step: inHand };
  });
}

/** The phases of a fresh run, from the simulator's list of them. */
export function readPhases(
  lines: readonly string[],
  hostSteps: readonly number[],
  calls: readonly Call[],
  script: Script,
): Phase[] {
  const seen = new Map<string, number>();
  const restarts = calls.flatMap(({ part, step }) => (part === "restart" && step !== undefined ? [step.number] : []));
  const oneProgram = (from: number, to: number) =>
    from <= to && Array.from({ length: to - from + 1 }, (_, n) => from + n).every((n) => hostSteps.includes(n));
  return lines.map((line) => {
    const [, stem = "", number, phase] = /^(step_(\d+)_\w+)_(check|apply|verify)$/.exec(line) ?? [];
    const step = script.steps[Number(number) - 1];
    if (step === undefined || phase === undefined) throw new Error(`no phase of ${script.ctid}: ${line}`);
    const time = (seen.get(line) ?? 0) + 1;
    seen.set(line, time);
    return {
      stem,
      phase: phase as Phase["phase"],
      time,
      step,
      side: hostSteps.includes(step.number) ? "host" : "container",
      restartFollows: restarts.some((restarted) => oneProgram(step.number, restarted)),
    };
  });
}
