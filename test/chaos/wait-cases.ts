import type { Baseline } from "./baseline.ts";
import { CALM, type Case, HURRIED, type Seen } from "./case.ts";
import { type Expected, type Signal, signalCode } from "./expected.ts";
import type { Call, Phase } from "./points.ts";

/** What is wanted of a wait: everything of a case but the signal that ends it. */
interface Wait extends Partial<Case> {
  name: string;
  faults: Case["faults"];
  /** The step in hand. */
  step?: Expected["step"];
}

/** TERM, INT and HUP wherever a script waits, besides those that meet it at a call of pct or in a phase. */
export const casesOfWaits = (baseline: Baseline): Case[] =>
  [
    ...logPipes(baseline),
    ...locksInside(baseline),
    ...pauses(baseline),
    ...lateCalls(baseline),
    ...endsOfPrograms(baseline),
    ...recoveries(baseline),
  ].flatMap((wait) => (["TERM", "INT", "HUP"] as const).map((signal) => signalled(baseline, wait, signal)));

const signalled = (baseline: Baseline, { name, step, ...rest }: Wait, signal: Signal): Case => ({
  id: `${baseline.script.ctid}:j:${name}:${signal}`,
  kind: "j",
  baseline,
  scale: CALM,
  waits: 0,
  signal: { name: signal, group: false },
  expected: { code: signalCode(signal), step, says: `SIG${signal}` },
  ...rest,
});

const nameOf = ({ stem, phase }: Phase): string => `${stem}_${phase}`;
const once = (phase: Phase): string => `${nameOf(phase)} =${phase.time}`;
const firstInside = ({ phases }: Baseline): Phase[] => phases.filter(({ side }) => side === "container").slice(0, 1);
const programs = ({ calls }: Baseline): Call[] => calls.filter(({ part }) => part === "program");

/** Who reads the script's output has stopped reading: its next line has to wait. */
function logPipes(baseline: Baseline): Wait[] {
  const log = "host/var/log/phoenix_hypervisor.log";
  return [
    { name: "log-pipe-first-line", faults: {}, stuck: "from the start", reached: ({ has }) => has(log), settles: 500 },
    ...firstInside(baseline).flatMap((phase): Wait[] => [
      {
        name: "log-pipe-before-an-answer",
        faults: { "telling-step": once(phase), "hang-step": once(phase) },
        stuck: "at the point",
        step: phase.step,
        phase,
      },
      {
        name: "log-pipe-after-an-answer",
        faults: { "telling-step": once(phase), "wait-step": once(phase) },
        stuck: "and it goes on",
        settles: 700,
        // What it was about to say, and of which step, is not known.
        reached: saysAtWork(phase),
      },
    ]),
    ...baseline.calls.slice(-1).map(
      ({ number, step }): Wait => ({
        name: `log-pipe-call-${number}`,
        faults: { "wait-at": String(number) },
        stuck: "at the point",
        reached: ({ has }) => has("state/waiting"),
        step,
      }),
    ),
  ];
}

const saysAtWork =
  (phase: Phase) =>
  ({ lines }: Seen): boolean =>
    lines.some((line) => line.endsWith(`simulated: ${nameOf(phase)} is at work`));

/** An earlier run, whose script is gone, still holds the lock of a program. */
function locksInside(baseline: Baseline): Wait[] {
  const { ctid } = baseline.script;
  const host = baseline.phases.find(({ side }) => side === "host");
  return [
    ...programs(baseline)
      .slice(0, 1)
      .map(
        ({ number }): Wait => ({
          name: "lock-in-the-container",
          faults: {},
          lockedByOthers: `state/${ctid}/root/run/phoenix-setup/${ctid}.lock`,
          reached: ({ has }) => has(`state/${ctid}/programs/${number}.pid`),
          settles: 1000,
        }),
      ),
    ...(host === undefined
      ? []
      : [
          {
            name: "lock-on-the-host",
            faults: {},
            lockedByOthers: `host/run/phoenix-setup/${ctid}.lock`,
            reached: waitsForLock(baseline, host),
            settles: 1000,
          },
        ]),
  ];
}

/** The program on the host has begun once what comes before its first step has been done. */
const waitsForLock =
  ({ phases, script }: Baseline, first: Phase) =>
  ({ lines, has }: Seen): boolean => {
    const before = phases[phases.indexOf(first) - 1];
    if (before === undefined) return has("host/run/phoenix-setup") && lines.some((line) => line.includes(" exists: "));
    return lines.some(
      (line) =>
        line.includes(` [${before.step.number}/${script.steps.length}] ${before.step.kind} ok `) ||
        line.includes(` [${before.step.number}/${script.steps.length}] ${before.step.kind} changed `),
    );
  };

/** The pause before an apply is tried again, at its full length. */
const pauses = ({ phases }: Baseline): Wait[] =>
  phases
    .filter(({ phase, step }) => phase === "apply" && step.retries > 0)
    .map((phase) => ({
      name: `pause-step-${phase.step.number}`,
      faults: { "fail-step": nameOf(phase) },
      scale: 1,
      step: phase.step,
      phase,
      reached: ({ lines }) => lines.some((line) => line.endsWith(`simulated failure of ${nameOf(phase)}`)),
      settles: 700,
    }));

/** A task of pct that is late is left to finish, and waited for at the end. */
const lateCalls = ({ calls }: Baseline): Wait[] =>
  calls
    .filter(({ part, words: [name] }) => (part === "restart" || part === "end") && name !== "status")
    .map(({ number, words: [name = ""], step }) => ({
      name: `late-call-${number}-${name}`,
      faults: { "hang-at": String(number) },
      scale: HURRIED,
      waits: 30,
      step,
      reached: ({ lines }) => lines.some((line) => line.includes("left to finish")),
      settles: 300,
    }));

/** A program that has answered its last question, whose call of pct has not ended yet. */
const endsOfPrograms = (baseline: Baseline): Wait[] =>
  programs(baseline).map(({ number }) => ({
    name: `end-of-program-${number}`,
    faults: { "wait-after": String(number) },
  }));

/** A run that has failed and starts the container again, or looks whether it has to. */
function recoveries(baseline: Baseline): Wait[] {
  const snapshot = baseline.calls.find(({ words: [name] }) => name === "snapshot");
  const [program] = programs(baseline);
  return [
    ...(program === undefined
      ? []
      : [
          {
            name: `recovery-status-after-${program.number}`,
            faults: { "fail-at": String(program.number), "wait-at": String(program.number + 1) },
          },
        ]),
    ...firstInside(baseline).map(
      (phase): Wait => ({
        name: "recovery-of-a-lost-program",
        faults: { "lost-step": once(phase) },
        step: phase.step,
        phase,
        reached: ({ lines }) => lines.some((line) => / ERROR \d+ \[\d+\/\d+\] \S+ failed /.test(line)),
        settles: 700,
      }),
    ),
    ...(snapshot === undefined
      ? []
      : [1, 2].map((after) => ({
          name: `recovery-${after === 1 ? "status" : "start"}-after-${snapshot.number}`,
          faults: { "fail-at": String(snapshot.number), "wait-at": String(snapshot.number + after) },
          step: snapshot.step,
        }))),
  ];
}
