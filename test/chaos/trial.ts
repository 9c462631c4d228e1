import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hangingCalls, takeDown } from "../../generator/rehearse/processes.ts";
import { remainsOf } from "../../generator/rehearse/remains.ts";
import { differences, leftBehind, prematureSnapshot, readState, type State } from "../../generator/rehearse/state.ts";
import { CALM, type Case } from "./case.ts";
import { copySimulator } from "./host.ts";
import { complaintsOfFile, complaintsOfReason, complaintsOfTerminal } from "./log.ts";
import { linesOf, Run } from "./run.ts";

/** One case on a simulator of its own, and what was wrong about it. */
export class Trial {
  readonly given: Case;
  readonly simulator: string;
  readonly misses: string[] = [];
  readonly runs: Run[] = [];
  #stage = "";

  constructor(given: Case, simulator: string) {
    this.given = given;
    this.simulator = simulator;
    copySimulator(given.baseline.host, simulator);
    for (const [fault, line] of Object.entries(given.faults))
      writeFileSync(join(simulator, "state/faults", fault), `${line}\n`);
  }

  /** What is said from here on is about this run. */
  stage(name: string): void {
    this.#stage = name;
  }

  miss(...complaints: readonly string[]): void {
    this.misses.push(...complaints.map((text) => (this.#stage === "" ? text : `${this.#stage}: ${text}`)));
  }

  /** The run that is disturbed. */
  start(): Run {
    return this.#start(this.given.scale, this.given.environment);
  }

  /** One to which nothing is done. */
  startUndisturbed(): Run {
    return this.#start(CALM, undefined);
  }

  #start(scale: number, environment: Readonly<Record<string, string>> | undefined): Run {
    const run = new Run(this.simulator, this.given.baseline.script, {
      scale,
      name: `run-${this.runs.length + 1}`,
      ...(environment === undefined ? {} : { environment }),
    });
    this.runs.push(run);
    return run;
  }

  async ends(run: Run, code: number): Promise<boolean> {
    const end = await run.within(this.patience);
    if (end !== code) this.miss(end === "late" ? "does not come to an end" : `ends ${end} instead of ${code}`);
    return end === code;
  }

  /** Seconds after which a run will not end any more. */
  get patience(): number {
    return 40 + 1.5 * this.given.waits;
  }

  state(): State {
    return readState(this.simulator, this.given.baseline.script.ctid);
  }

  /** What every run has to have printed; `killed` is one that could not finish. */
  looksAtLog(run: Run, killed = false): void {
    this.miss(...complaintsOfTerminal(run.terminal(), this.given.baseline.script, killed ? undefined : run.code));
  }

  /** The disturbed run tells why it ended so, on the terminal and in the file. */
  looksAtReason(run: Run): void {
    const { expected, baseline, kind } = this.given;
    const { out, err } = run.terminal();
    this.miss(...complaintsOfReason([...out, ...err], expected, baseline.script).map((text) => `the terminal ${text}`));
    if (kind !== "g")
      this.miss(...complaintsOfReason(this.logFile(), expected, baseline.script).map((text) => `the log file ${text}`));
  }

  logFile(): string[] {
    return linesOf(join(this.simulator, "host/var/log/phoenix_hypervisor.log"));
  }

  /** The log file holds what the terminals showed, no more and no less. */
  looksAtFile(): void {
    const terminals = this.runs.map((run) => run.terminal());
    const { kind, expected } = this.given;
    if (kind !== "g") this.miss(...complaintsOfFile(this.logFile(), terminals, expected.code === 137));
  }

  async looksForRemains(): Promise<void> {
    this.miss(...(await remainsOf(this.simulator, this.given.baseline.script.ctid)));
  }

  looksAtState(state: State, mayBeStopped: boolean): void {
    const { before, end } = this.given.baseline;
    this.miss(...leftBehind(state, before, end).map((name) => `left behind: ${name}`));
    if (prematureSnapshot(state, end)) this.miss("a snapshot was made too early");
    if (!mayBeStopped && state.get("power") !== "running") this.miss("the container is left stopped");
  }

  /** What went wrong is over, and what hung by a fault is gone. */
  repair(): void {
    if (hangingCalls(this.simulator).length > 0) takeDown(this.simulator);
    rmSync(join(this.simulator, "state/faults"), { recursive: true });
    mkdirSync(join(this.simulator, "state/faults"));
  }

  /** An undisturbed run ends well, where an undisturbed first run does. */
  async converges(): Promise<void> {
    this.stage("the next run");
    this.repair();
    const run = this.startUndisturbed();
    if (await this.ends(run, 0)) this.looksAtLog(run);
    this.looksAtFile();
    await this.looksForRemains();
    this.miss(...differences(this.given.baseline.end, this.state()));
  }

  /** The last lines of what the runs printed, for people. */
  tail(): string[] {
    return this.runs.flatMap((run, index) => {
      const { out, err } = run.terminal();
      return [...out.slice(-5), ...err.slice(-5)].map((text) => `run ${index + 1}: ${text}`);
    });
  }

  /** Nothing of it is left, whatever came of it. */
  end(): void {
    takeDown(this.simulator);
    rmSync(this.simulator, { recursive: true, force: true, maxRetries: 5 });
  }
}
