import { exitCode } from "../../generator/contract/exit-codes.ts";
import type { Baseline } from "./baseline.ts";
import { casesOfCall } from "./call-cases.ts";
import { CALM, type Case } from "./case.ts";
import { type Expected, signalCode } from "./expected.ts";
import { casesOfPhase } from "./phase-cases.ts";
import { casesAtTerminal } from "./terminal-cases.ts";
import { casesOfWaits } from "./wait-cases.ts";

export const casesOf = (baseline: Baseline): Case[] => [
  ...baseline.calls.flatMap((call) => casesOfCall(baseline, call)),
  ...baseline.phases.flatMap((phase) => casesOfPhase(baseline, phase)),
  ...casesOfFullDisk(baseline),
  ...casesOfWaits(baseline),
  ...casesAtTerminal(baseline),
];

/** The log cannot be written, in a run that ends well and in ones that do not. */
function casesOfFullDisk(baseline: Baseline): Case[] {
  const { script, phases } = baseline;
  const full = (point: string, faults: Case["faults"], expected: Expected, rest: Partial<Case> = {}): Case => ({
    id: `${script.ctid}:g:${point}`,
    kind: "g",
    baseline,
    faults,
    logIsFull: true,
    scale: CALM,
    waits: 0,
    expected,
    ...rest,
  });
  const last = phases.at(-1);
  if (last === undefined) return [full("whole-run", {}, { code: exitCode.EXIT_DONE })];
  const name = `${last.stem}_${last.phase} =${last.time}`;
  const point = `step-${last.step.number}-${last.phase}`;
  return [
    full("whole-run", {}, { code: exitCode.EXIT_DONE }),
    full("call-1", { "fail-at": "1" }, { code: exitCode.EXIT_USAGE }),
    full(
      `${point}:TERM`,
      { "telling-step": name, "hang-step": name },
      { code: signalCode("TERM"), step: last.step, says: "SIGTERM" },
      { phase: last, signal: { name: "TERM", group: false } },
    ),
  ];
}
