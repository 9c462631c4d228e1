import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterCut } from "./cut-task.ts";
import { pause } from "./run.ts";
import type { Trial } from "./trial.ts";

/** KILL leaves no time for anything: the next run, which comes at once, removes what is left and starts the container. */
export async function killedRun(trial: Trial): Promise<void> {
  const run = trial.start();
  await trial.ends(run, 137);
  trial.looksAtLog(run, true);
  trial.looksAtFile();
  const programs = programsOf(trial);
  if (trial.given.kind === "i") await afterCut(trial);
  else await Promise.all([trial.converges(), goOnWhenMet(trial, programs)]);
}

/** What is still at work goes on a moment after the next run has sent a program to the same side: that one has to wait. */
async function goOnWhenMet(trial: Trial, programs: number): Promise<void> {
  if (trial.given.faults["wait-step"] === undefined) return;
  for (let tries = 0; tries < 250 && programsOf(trial) === programs; tries += 1) await pause(20);
  if (programsOf(trial) === programs) trial.miss("sends no program while another is still at work");
  await pause(500);
  writeFileSync(join(trial.simulator, "state/go"), "");
}

/** How many programs were begun on the side of the case's phase. */
function programsOf({ given, simulator }: Trial): number {
  const name = given.phase?.side === "host" ? /^host-\d+\.bash$/ : /^\d+\.pid$/;
  const folder = join(simulator, "state", String(given.baseline.script.ctid), "programs");
  return readdirSync(folder).filter((file) => name.test(file)).length;
}
