import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readState, type State } from "../../generator/rehearse/state.ts";
import { copySimulator, makeHost } from "./host.ts";
import { countsOf } from "./log.ts";
import { type Call, type Phase, readCalls, readPhases } from "./points.ts";
import { linesOf, Run } from "./run.ts";
import type { Script } from "./script.ts";

/** What an undisturbed first run does, and where it starts and ends. */
export interface Baseline {
  script: Script;
  /** The simulator before it, which cases are copied from. */
  host: string;
  before: State;
  end: State;
  calls: readonly Call[];
  phases: readonly Phase[];
  /** Each line that it printed, sorted, without what differs from run to run. */
  terminal: readonly string[];
}

/** Runs a script undisturbed. Throws if it does not do all there is to do: there would be nothing to compare with. */
export async function makeBaseline(folder: string, script: Script): Promise<Baseline> {
  const host = join(folder, `${script.ctid}-host`);
  makeHost(host, script);
  const used = join(folder, `${script.ctid}-fresh`);
  copySimulator(host, used);
  const before = readState(used, script.ctid);
  const run = new Run(used, script, { scale: 4, name: "run" });
  const code = await run.within(60);
  const { out, err } = run.terminal();
  if (code !== 0)
    throw new Error(`an undisturbed run of ${script.ctid} ends ${code}:\n${[...out, ...err].slice(-12).join("\n")}`);
  const skipped = countsOf(out)?.skipped;
  if (skipped !== 0) throw new Error(`an undisturbed first run of ${script.ctid} skips ${skipped ?? "unknown"} steps`);
  const inside = join(used, "state", String(script.ctid));
  const ran = linesOf(join(inside, "ran"));
  const left = script.functions.filter((name) => !ran.includes(name));
  if (left.length > 0) throw new Error(`an undisturbed first run of ${script.ctid} never asks ${left.join(", ")}`);
  const log = linesOf(join(used, "host/var/log/phoenix_hypervisor.log"));
  const calls = readCalls(linesOf(join(used, "state/calls")), log, ran, script);
  return {
    script,
    host,
    before,
    end: readState(used, script.ctid),
    calls,
    phases: readPhases(ran, hostSteps(join(inside, "programs"), script), calls, script),
    terminal: shown([...out, ...err], used),
  };
}

/** Which steps were sent to the host's own Bash: its programs declare their functions. */
function hostSteps(folder: string, { steps }: Script): number[] {
  const programs = readdirSync(folder)
    .filter((name) => /^host-\d+\.bash$/.test(name))
    .flatMap((name) => linesOf(join(folder, name)));
  return steps
    .map(({ number }) => number)
    .filter((number) => programs.some((line) => line.startsWith(`simulated_real_step_${number}_`)));
}

/** What a run shows, in an order of its own: without what differs from run to run, and what only a slow machine says. */
export const shown = (lines: readonly string[], simulator: string): string[] =>
  lines
    .filter((line) => !/ still waiting for .* s of \d+ s$/.test(line))
    .map((line) => undated(line, simulator))
    .sort();

/** A log line without time stamp, run, seconds and the simulator's own place. */
const undated = (line: string, simulator: string): string =>
  line
    .replaceAll(simulator, "")
    .replace(/^\S+ /, "")
    .replace(/\brun [0-9a-f]{6}\b/, "run")
    .replace(/ \d+s {2}/, " 0s  ")
    .replace(/ seconds=\d+$/, "");
