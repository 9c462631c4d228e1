import { exitCode } from "../../generator/contract/exit-codes.ts";
import { type Call, isOfBoot, type Phase } from "./points.ts";
import type { Step } from "./script.ts";

/** How a disturbed run has to end. */
export interface Expected {
  code: number;
  /** The step that the log has to name as failed, with the place of its definition. */
  step?: Step | undefined;
  /** What the log has to say besides. */
  says?: string | undefined;
}

export type CallFault = "fail-at" | "fail-after" | "hang-at" | "stop-container-at" | "attach-fails-at";
export type Signal = "TERM" | "INT" | "HUP";

/** What goes wrong with a question or a task of `pct` itself. The codes are those of the table in each script's head. */
export function expectedOfCall(fault: CallFault, call: Call, calls: readonly Call[]): Expected {
  if (fault === "stop-container-at" || fault === "attach-fails-at") return expectedOfStop(call, calls);
  const { part, step } = call;
  const [name] = call.words;
  const says = {
    "fail-at": "simulated failure of call",
    "fail-after": "simulated failure after call",
    "hang-at": "not done within",
  }[fault];
  const failed = (code: number): Expected => ({ code, step, says });
  const well: Expected = { code: exitCode.EXIT_DONE };
  switch (part) {
    case "exists":
      return failed(fault === "hang-at" ? exitCode.EXIT_NOT_READY : exitCode.EXIT_USAGE);
    case "snapshots":
      return failed(exitCode.EXIT_SNAPSHOT);
    case "boot":
      // The restart may be for that.
      return well;
    case "program":
      // The program has reported its end before pct fails.
      if (fault === "fail-after") return well;
      // Nothing was heard from the container: it is not ready.
      return fault === "hang-at" ? { code: exitCode.EXIT_NOT_READY } : failed(exitCode.EXIT_NOT_READY);
    case "restart":
      // Whether the task was done is asked, not concluded from pct's exit code.
      return fault === "fail-after" ? well : failed(exitCode.EXIT_POWER);
    case "end":
      if (name === "snapshot") return failed(exitCode.EXIT_SNAPSHOT);
      return name === "start" && fault === "fail-after" ? well : failed(exitCode.EXIT_POWER);
  }
}

/** The container is stopped from outside, just before the call. */
function expectedOfStop({ number, part, words: [name], step }: Call, calls: readonly Call[]): Expected {
  const rest = calls.slice(number);
  const restartComes = rest.findIndex(({ part }) => part === "restart");
  const programComes = rest.findIndex(({ part }) => part === "program");
  const previous = calls[number - 2]?.words[0];
  switch (part) {
    case "exists":
      // It is found stopped, and is started.
      return { code: exitCode.EXIT_DONE };
    case "snapshots":
      return restartComes >= 0 && restartComes < programComes
        ? { code: exitCode.EXIT_DONE }
        : { code: exitCode.EXIT_NOT_READY, says: "not running" };
    case "program":
      return { code: exitCode.EXIT_NOT_READY };
    case "boot":
    case "restart":
      return { code: exitCode.EXIT_DONE };
    case "end":
      // To be shut down it has to run; after its start it has to.
      if (name === "shutdown") return { code: exitCode.EXIT_POWER, step, says: "not running" };
      return previous === "start" ? { code: exitCode.EXIT_POWER, step } : { code: exitCode.EXIT_DONE };
  }
}

export const signalCode = (signal: Signal): number => exitCode[`EXIT_${signal}`];

/** A phase that fails or hangs. */
export function expectedOfPhase(
  fault: "fail-step" | "hang-step" | "stubborn-step",
  phase: Phase,
  once: boolean,
): Expected {
  const { step } = phase;
  if (once && phase.phase === "apply" && step.retries > 0) return { code: exitCode.EXIT_DONE };
  // A container that does not come up is restarted all the same: that is what the restart may be for.
  if (isOfBoot(phase)) return { code: exitCode.EXIT_DONE };
  const says = fault === "fail-step" ? `simulated failure of ${phase.stem}_${phase.phase}` : "not done within";
  if (step.kind === "container-ready") return { code: exitCode.EXIT_NOT_READY, step, says };
  if (fault !== "fail-step") return { code: exitCode.EXIT_STEP_LATE, step, says };
  // A check that is asked again after the apply verifies it.
  return {
    code: phase.phase === "verify" || phase.time > 1 ? exitCode.EXIT_NOT_VERIFIED : exitCode.EXIT_STEP_FAILED,
    step,
    says,
  };
}

/** The container is stopped from outside while the phase is at work. */
export function expectedOfStopDuring(phase: Phase): Expected {
  const { step, side, restartFollows } = phase;
  if (isOfBoot(phase)) return { code: exitCode.EXIT_DONE };
  if (side === "container")
    return { code: step.kind === "container-ready" ? exitCode.EXIT_NOT_READY : exitCode.EXIT_STEP_FAILED, step };
  if (restartFollows) return { code: exitCode.EXIT_DONE };
  // What is asked from the host has nobody left to answer it.
  return { code: exitCode.EXIT_STEP_LATE, step };
}
