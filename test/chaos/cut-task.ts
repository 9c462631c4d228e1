import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exitCode } from "../../generator/contract/exit-codes.ts";
import { differences } from "../../generator/rehearse/state.ts";
import type { Trial } from "./trial.ts";

/** Proxmox's lock ends the next run, which says what the operator has to do; that done, the one after it does the rest. */
export async function afterCut(trial: Trial): Promise<void> {
  trial.stage("the run that finds the lock");
  trial.repair();
  const before = trial.state();
  const run = trial.startUndisturbed();
  if (!(await trial.ends(run, exitCode.EXIT_LOCKED))) return;
  trial.looksAtLog(run);
  trial.miss(...differences(before, trial.state()));
  const said = run.terminal().err.find((line) => /\bpct [a-z]+ \d+/.test(line)) ?? "";
  if (!said.includes("(snapshot)")) trial.miss("the word of the lock is not named");
  const [command] = /\bpct [a-z]+ \d+.*$/.exec(said) ?? [];
  if (command === undefined) {
    trial.miss("no command for the operator is named");
    return;
  }
  trial.stage("the operator's command");
  trial.looksAtArrivals();
  const answer = spawnSync("/bin/bash", ["--norc", "-c", command], {
    cwd: trial.simulator,
    env: { PATH: `${trial.simulator}/bin:/usr/bin:/bin` },
    encoding: "utf8",
    timeout: 120_000,
  });
  // This call was nobody's but ours.
  writeFileSync(join(trial.simulator, "state/arrivals"), "");
  if (answer.status !== 0) trial.miss(`'${command}' ends ${answer.status}: ${answer.stderr.trim()}`);
  await trial.converges();
}
