import { exitCode } from "../../generator/contract/exit-codes.ts";
import type { Baseline } from "./baseline.ts";
import { type AtTerminal, CALM, type Case } from "./case.ts";
import { type Expected, signalCode } from "./expected.ts";

/** What an operator does at the terminal while the first phase of each side is at work. */
export function casesAtTerminal(baseline: Baseline): Case[] {
  const phases = (["container", "host"] as const).flatMap((side) =>
    baseline.phases.filter((phase) => phase.side === side).slice(0, 1),
  );
  return phases.flatMap((phase) => {
    const { step, stem, time } = phase;
    const ends: Readonly<Record<AtTerminal, Expected>> = {
      "ctrl-c": { code: signalCode("INT"), step, says: "SIGINT" },
      caller: { code: signalCode("INT"), step, says: "SIGINT" },
      "ctrl-z": { code: exitCode.EXIT_DONE },
      "lost-line": { code: signalCode("HUP"), step, says: "SIGHUP" },
    };
    return Object.entries(ends).map(
      ([terminal, expected]): Case => ({
        id: `${baseline.script.ctid}:k:step-${step.number}-${phase.phase}:${terminal}`,
        kind: "k",
        baseline,
        faults: { "listening-step": `${stem}_${phase.phase} =${time}` },
        scale: CALM,
        waits: 0,
        expected,
        terminal: terminal as AtTerminal,
        phase,
      }),
    );
  });
}
