import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitCode } from "../../generator/contract/exit-codes.ts";
import { differences } from "../../generator/rehearse/state.ts";
import { linesOf, pause } from "./run.ts";
import type { Trial } from "./trial.ts";

/** While the first run is at this point, the same script is started again. */
export async function secondRun(trial: Trial): Promise<void> {
  const { baseline, faults } = trial.given;
  const first = trial.start();
  const calls = () => linesOf(join(trial.simulator, "state/calls"));
  const there = () => existsSync(join(trial.simulator, "state/waiting"));
  for (let tries = 0; tries < 1000 && first.code === undefined && !there(); tries += 1) await pause(20);
  if (!there()) trial.miss("the first run does not come so far");
  const [before, asked] = [trial.state(), calls().length];
  trial.stage("the second run");
  const second = trial.startUndisturbed();
  // Before its first answer the first run holds no lock; then whoever comes second finds all done.
  const unlocked = faults["wait-at"] === "1";
  await trial.ends(second, unlocked ? exitCode.EXIT_DONE : exitCode.EXIT_ALREADY_RUNNING);
  trial.looksAtLog(second);
  if (!unlocked) {
    trial.miss(...differences(before, trial.state()));
    const changes = calls()
      .slice(asked)
      .filter((line) => !/^\d+ (status|listsnapshot|config|list) /.test(line));
    trial.miss(...changes.map((line) => `tells pct to change something: ${line}`));
    if (!second.terminal().err.some((line) => line.includes("another run"))) trial.miss("does not say: another run");
  }
  trial.stage("the first run");
  writeFileSync(join(trial.simulator, "state/go"), "");
  await trial.ends(first, exitCode.EXIT_DONE);
  trial.looksAtLog(first);
  trial.looksAtFile();
  await trial.looksForRemains();
  trial.miss(...differences(baseline.end, trial.state()));
}
