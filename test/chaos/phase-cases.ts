import { exitCode } from "../../generator/contract/exit-codes.ts";
import type { Baseline } from "./baseline.ts";
import { CALM, type Case, HURRIED } from "./case.ts";
import { expectedOfPhase, expectedOfStopDuring, type Signal, signalCode } from "./expected.ts";
import { isOfBoot, type Phase } from "./points.ts";

/** Everything that can go wrong in one phase of a step, inside the container or on the host. */
export function casesOfPhase(baseline: Baseline, phase: Phase): Case[] {
  const { stem, step, time } = phase;
  const name = `${stem}_${phase.phase}`;
  // This time only, except where every further try has to fail as well.
  const once = `${name} =${time}`;
  const made = (
    kind: Case["kind"],
    variant: string,
    rest: Pick<Case, "faults" | "expected"> & Partial<Case>,
  ): Case => ({
    id: `${baseline.script.ctid}:${kind}:step-${step.number}-${isOfBoot(phase) ? "boot-" : ""}${phase.phase}${time > 1 ? `-${time}` : ""}${variant === "" ? "" : `:${variant}`}`,
    kind,
    baseline,
    scale: CALM,
    waits: 0,
    phase,
    ...rest,
  });
  const hanging = (fault: "hang-step" | "stubborn-step"): Case =>
    made("b", fault, {
      faults: { [fault]: once },
      expected: expectedOfPhase(fault, phase, true),
      scale: HURRIED,
      waits: step.limit / HURRIED,
    });
  const signalled = (signal: Signal, group: boolean): Case =>
    made("e", group ? `${signal}-group` : signal, {
      faults: { "telling-step": once, "hang-step": once },
      signal: { name: signal, group },
      expected: { code: signalCode(signal), step, says: `SIG${signal}` },
    });
  const tried = phase.phase === "apply" && step.retries > 0;
  return [
    made("a", "", {
      faults: { "fail-step": tried ? name : once },
      expected: expectedOfPhase("fail-step", phase, false),
    }),
    ...(tried
      ? [made("a", "once", { faults: { "fail-step": once }, expected: expectedOfPhase("fail-step", phase, true) })]
      : []),
    hanging("hang-step"),
    hanging("stubborn-step"),
    // The phase goes on after its script is gone, until the next run has come so far that it has to wait for it.
    made("c", "", { faults: { "kill-caller-step": once, "wait-step": once }, expected: { code: 137 } }),
    made("d", "", { faults: { "kill-caller-after-step": once }, expected: { code: 137 } }),
    ...(["TERM", "INT", "HUP"] as const).map((signal) => signalled(signal, false)),
    // What a terminal does when Ctrl-C is pressed, and when its connection is lost.
    ...(["INT", "HUP"] as const).map((signal) => signalled(signal, true)),
    made("f", "", {
      faults: { "stop-container-step": once },
      expected: expectedOfStopDuring(phase),
      scale: phase.side === "host" ? HURRIED : CALM,
    }),
    made("h", "", { faults: { "wait-step": once }, expected: { code: exitCode.EXIT_DONE } }),
  ];
}
