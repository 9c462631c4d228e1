import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { differences } from "../../generator/rehearse/state.ts";
import { undated } from "./baseline.ts";
import { afterCut } from "./cut-task.ts";
import { killedRun } from "./killed-run.ts";
import { linesOf, pause, type Run } from "./run.ts";
import { secondRun } from "./second-run.ts";
import type { Slots } from "./slots.ts";
import type { Trial } from "./trial.ts";

/** Runs a case; what is wrong is in the trial's misses. */
export async function tryCase(trial: Trial, slots: Slots): Promise<void> {
  const { kind, expected } = trial.given;
  if (kind === "h") await secondRun(trial);
  else if (expected.code === 137) await killedRun(trial);
  else await disturbedRun(trial, slots);
}

/** A run that could end as it should, and did; then one that is not disturbed. */
async function disturbedRun(trial: Trial, slots: Slots): Promise<void> {
  const { baseline, expected, kind, phase } = trial.given;
  const run = trial.start();
  if (trial.given.signal !== undefined) await sendSignal(trial, run);
  if (trial.given.waits > 1) await withoutSlot(trial, run, slots);
  const asExpected = await trial.ends(run, expected.code);
  trial.looksAtLog(run);
  if (asExpected) trial.looksAtReason(run);
  trial.looksAtFile();
  await trial.looksForRemains();
  const state = trial.state();
  // A lock of Proxmox keeps the container from being started.
  trial.looksAtState(state, kind === "i");
  if (expected.code === 0) trial.miss(...differences(baseline.end, state));
  else if (phase !== undefined && ranPhases(trial).at(-1) !== `${phase.stem}_${phase.phase}`)
    trial.miss("something ran after it");
  if (kind === "g" && expected.code === 0) looksWhole(trial, run);
  if (kind === "i") await afterCut(trial);
  // With nothing changed, the next run would be a first run.
  else if (differences(baseline.before, state).length > 0) await trial.converges();
}

const ranPhases = ({ given, simulator }: Trial): string[] =>
  linesOf(join(simulator, "state", String(given.baseline.script.ctid), "ran"));

/** Once the script itself shows that it is at the point; a call of pct goes on soon after, as a real task does. */
async function sendSignal(trial: Trial, run: Run): Promise<void> {
  const { signal, phase } = trial.given;
  if (signal === undefined) return;
  const there = () =>
    phase === undefined
      ? existsSync(join(trial.simulator, "state/waiting"))
      : run.terminal().out.some((line) => line.endsWith(`simulated: ${phase.stem}_${phase.phase} is at work`));
  for (let tries = 0; tries < 1000 && run.code === undefined && !there(); tries += 1) await pause(20);
  if (!there()) trial.miss("does not come so far");
  run.signal(`SIG${signal.name}`, signal.group);
  await pause(200);
  writeFileSync(join(trial.simulator, "state/go"), "");
}

/** While it waits for a limit, another may be at work. */
async function withoutSlot(trial: Trial, run: Run, slots: Slots): Promise<void> {
  const { phase } = trial.given;
  const reached = () =>
    phase === undefined
      ? readdirSync(join(trial.simulator, "state/hanging")).length > 0
      : ranPhases(trial).filter((name) => name === `${phase.stem}_${phase.phase}`).length >= phase.time;
  while (run.code === undefined && !reached()) await pause(50);
  slots.give();
  await run.within(trial.patience);
  await slots.take();
}

/** With a full disk the terminal shows all that an undisturbed run shows. */
function looksWhole(trial: Trial, run: Run): void {
  const { out, err } = run.terminal();
  const shown = [...out, ...err].map((line) => undated(line, trial.simulator)).sort();
  if (shown.join("\n") !== trial.given.baseline.terminal.join("\n"))
    trial.miss("the terminal lacks lines of an undisturbed run");
}
