import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { differences } from "../../generator/rehearse/state.ts";
import type { Slots } from "../runner/slots.ts";
import { shown } from "./baseline.ts";
import { afterCut } from "./cut-task.ts";
import { killedRun } from "./killed-run.ts";
import { LockHolder } from "./lock-holder.ts";
import { linesOf, pause, type Run } from "./run.ts";
import { secondRun } from "./second-run.ts";
import { runAtTerminal } from "./terminal-run.ts";
import type { Trial } from "./trial.ts";

/** Runs a case; what is wrong is in the trial's misses. */
export async function tryCase(trial: Trial, slots: Slots): Promise<void> {
  const { kind, expected, terminal } = trial.given;
  if (kind === "h") await secondRun(trial);
  else if (expected.code === 137) await killedRun(trial);
  else if (terminal !== undefined) await runAtTerminal(trial, terminal);
  else await disturbedRun(trial, slots);
  trial.looksAtArrivals();
}

/** A run that could end as it should, and did; then one that is not disturbed. */
async function disturbedRun(trial: Trial, slots: Slots): Promise<void> {
  const { expected, lockedByOthers, stuck } = trial.given;
  const holder =
    lockedByOthers === undefined ? undefined : await LockHolder.hold(join(trial.simulator, lockedByOthers));
  const run = trial.start();
  try {
    if (trial.given.signal !== undefined) await sendSignal(trial, run, slots);
    else if (trial.given.waits > 1) await withoutSlot(trial, run, slots);
    const asExpected = await trial.ends(run, expected.code);
    trial.looksAtLog(run);
    if (asExpected) trial.looksAtReason(run);
  } finally {
    await holder?.release();
  }
  if (stuck !== undefined) trial.forgetLog();
  await afterDisturbance(trial, run);
}

async function afterDisturbance(trial: Trial, run: Run): Promise<void> {
  const { baseline, expected, kind, phase, logIsFull } = trial.given;
  trial.looksAtFile();
  await trial.looksForRemains();
  const state = trial.state();
  // A lock of Proxmox keeps the container from being started.
  trial.looksAtState(state, kind === "i");
  if (expected.code === 0) trial.miss(...differences(baseline.end, state));
  else if (phase !== undefined && ranPhases(trial).at(-1) !== `${phase.stem}_${phase.phase}`)
    trial.miss("something ran after it");
  if (logIsFull && expected.code === 0) looksWhole(trial, run);
  if (kind === "i") await afterCut(trial);
  // With nothing changed, the next run would be a first run.
  else if (differences(baseline.before, state).length > 0) await trial.converges();
}

const ranPhases = ({ given, simulator }: Trial): string[] =>
  linesOf(join(simulator, "state", String(given.baseline.script.ctid), "ran"));

/** Once it can be seen that the script is at the point; a call of pct goes on soon after, as a real task does. */
async function sendSignal(trial: Trial, run: Run, slots: Slots): Promise<void> {
  const { signal, phase, reached, stuck, settles = 0, waits } = trial.given;
  if (signal === undefined) return;
  const there = (): boolean => {
    const { out, err } = run.terminal();
    const lines = [...out, ...err];
    const has = (path: string) => existsSync(join(trial.simulator, path));
    if (reached !== undefined) return reached({ lines, has });
    if (phase === undefined) return has("state/waiting");
    return lines.some((line) => line.endsWith(`simulated: ${phase.stem}_${phase.phase} is at work`));
  };
  const goOn = () => writeFileSync(join(trial.simulator, "state/go"), "");
  if (waits > 1) slots.give();
  for (const begun = Date.now(); run.code === undefined && !there(); await pause(20))
    if (Date.now() - begun > trial.patience * 1000) break;
  if (!there()) trial.miss("does not come so far");
  if (stuck === "at the point" || stuck === "and it goes on") await run.reader?.stop();
  if (stuck === "and it goes on") goOn();
  await pause(settles);
  run.signal(`SIG${signal.name}`, signal.group);
  await pause(200);
  goOn();
  if (waits > 1) await slots.take();
}

/** While it waits for a limit, another may be at work. */
async function withoutSlot(trial: Trial, run: Run, slots: Slots): Promise<void> {
  const { phase } = trial.given;
  const reached = () =>
    phase === undefined
      ? readdirSync(join(trial.simulator, "state/hanging")).length > 0
      : ranPhases(trial).filter((name) => name === `${phase.stem}_${phase.phase}`).length >= phase.time;
  for (const begun = Date.now(); run.code === undefined && !reached(); await pause(50))
    if (Date.now() - begun > trial.patience * 1000) break;
  slots.give();
  await run.within(trial.patience);
  await slots.take();
}

/** With a full disk the terminal shows all that an undisturbed run shows. */
function looksWhole(trial: Trial, run: Run): void {
  const { out, err } = run.terminal();
  if (shown([...out, ...err], trial.simulator).join("\n") !== trial.given.baseline.terminal.join("\n"))
    trial.miss("the terminal lacks lines of an undisturbed run");
}
