import { exitCode } from "../../generator/contract/exit-codes.ts";
import type { Baseline } from "./baseline.ts";
import { CALM, type Case, HURRIED } from "./case.ts";
import { type CallFault, expectedOfCall, type Signal, signalCode } from "./expected.ts";
import type { Call } from "./points.ts";

/** How long a script and its end wait for a call that hangs, at the hurried scale; for an exec also for its own end, unscaled. */
const waitsFor: Readonly<Record<string, number>> = {
  status: 2,
  listsnapshot: 2,
  shutdown: 16,
  start: 14,
  snapshot: 24,
  exec: 28,
};

/** Everything that can go wrong at one call of pct. */
export function casesOfCall(baseline: Baseline, call: Call): Case[] {
  const { script, calls } = baseline;
  const [name = ""] = call.words;
  const at = String(call.number);
  const made = (
    kind: Case["kind"],
    variant: string,
    rest: Pick<Case, "faults" | "expected"> & Partial<Case>,
  ): Case => ({
    id: `${script.ctid}:${kind}:call-${at}-${name}${variant === "" ? "" : `:${variant}`}`,
    kind,
    baseline,
    scale: CALM,
    waits: 0,
    ...rest,
  });
  const disturbed = (kind: Case["kind"], fault: CallFault, rest: Partial<Case> = {}): Case =>
    made(kind, fault, { faults: { [fault]: at }, expected: expectedOfCall(fault, call, calls), ...rest });
  const signalled = (signal: Signal): Case =>
    made("e", signal, {
      faults: { "wait-at": at },
      signal: { name: signal, group: false },
      expected: { code: signalCode(signal), step: call.step, says: `SIG${signal}` },
    });
  return [
    disturbed("a", "fail-at"),
    disturbed("a", "fail-after"),
    disturbed("b", "hang-at", { scale: HURRIED, waits: waitsFor[name] ?? 30 }),
    made("c", "", { faults: { "kill-caller-before": at }, expected: { code: 137 } }),
    made("d", "", { faults: { "kill-caller-after": at }, expected: { code: 137 } }),
    ...(["TERM", "INT", "HUP"] as const).map(signalled),
    disturbed("f", "stop-container-at"),
    ...(name === "exec" ? [disturbed("f", "attach-fails-at")] : []),
    made("h", "", { faults: { "wait-at": at }, expected: { code: exitCode.EXIT_DONE } }),
    ...(name === "snapshot" ? casesOfCut(made, call) : []),
  ];
}

/** The task is cut off, as when the host crashes: Proxmox's lock and a half-made snapshot stay. */
function casesOfCut(
  made: (kind: "i", variant: string, rest: Pick<Case, "faults" | "expected"> & Partial<Case>) => Case,
  call: Call,
): Case[] {
  const at = String(call.number);
  const { step } = call;
  return [
    made("i", "", {
      faults: { "cut-at": at },
      expected: { code: exitCode.EXIT_SNAPSHOT, step, says: "interrupted by signal" },
    }),
    made("i", "KILL", { faults: { "cut-at": at, "kill-caller-after": at }, expected: { code: 137 } }),
    made("i", "TERM", {
      faults: { "cut-at": at, "wait-at": at },
      signal: { name: "TERM", group: false },
      expected: { code: signalCode("TERM"), step, says: "SIGTERM" },
    }),
  ];
}
