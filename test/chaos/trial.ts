import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hangingCalls, takeDown } from "../../generator/rehearse/processes.ts";
import { remainsOf } from "../../generator/rehearse/remains.ts";
import { differences, leftBehind, prematureSnapshot, readState, type State } from "../../generator/rehearse/state.ts";
import { CALM, type Case } from "./case.ts";
import { makeFullFile } from "./full-file.ts";
import { copySimulator } from "./host.ts";
import { asTerminal, complaintsOfArrivals, complaintsOfFile, complaintsOfReason, complaintsOfTerminal } from "./log.ts";
import { linesOf, Run, type RunOptions } from "./run.ts";

/** One case on a simulator of its own, and what was wrong about it. */
export class Trial {
  readonly given: Case;
  readonly simulator: string;
  readonly misses: string[] = [];
  readonly runs: Run[] = [];
  #stage = "";
  /** Lines of the log file that no terminal shows. */
  #unseen = 0;

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
    const { scale, logIsFull = false, stuck } = this.given;
    const log = join(this.simulator, "full.log");
    if (logIsFull) makeFullFile(log);
    return this.#start({
      scale,
      environment: logIsFull ? { PHOENIX_LOG_FILE: log } : {},
      piped: stuck && (stuck === "from the start" ? "not read" : "read"),
    });
  }

  /** One to which nothing is done. */
  startUndisturbed(): Run {
    return this.#start({ scale: this.given.again === true ? 1 : CALM });
  }

  #start(options: Omit<RunOptions, "name">): Run {
    const run = new Run(this.simulator, this.given.baseline.script, {
      ...options,
      name: `run-${this.runs.length + 1}`,
    });
    this.runs.push(run);
    return run;
  }

  async ends(run: Run, code: number): Promise<boolean> {
    const end = await run.within(this.patience);
    if (end !== code) this.miss(end === "late" ? "does not come to an end" : `ends ${end} instead of ${code}`);
    // A caller that waits takes Ctrl-C for an ordinary failure otherwise.
    else if (code > 128 && run.killedBy === undefined) this.miss(`exits with ${code}, and does not die by the signal`);
    return end === code;
  }

  /** Seconds after which a run will not end any more. */
  get patience(): number {
    return (this.given.again === true ? 160 : 40) + 1.5 * this.given.waits;
  }

  state(): State {
    return readState(this.simulator, this.given.baseline.script.ctid);
  }

  /** What every run has to have printed; `killed` is one that could not finish. */
  looksAtLog(run: Run, killed = false): void {
    const terminal = run.reader === undefined ? run.terminal() : asTerminal(this.logFile());
    this.miss(...complaintsOfTerminal(terminal, this.given.baseline.script, killed ? undefined : run.code));
  }

  /** The same of a run that nobody could watch: its lines in the file, and why it ended so. */
  looksAtLogFile(code: number): void {
    const { expected, baseline } = this.given;
    const lines = this.logFile();
    this.miss(...complaintsOfTerminal(asTerminal(lines), baseline.script, code));
    this.miss(...complaintsOfReason(lines, expected, baseline.script).map((text) => `the log file ${text}`));
  }

  /** The disturbed run tells why it ended so, on the terminal and in the file. */
  looksAtReason(run: Run): void {
    const { expected, baseline, logIsFull } = this.given;
    const { out, err } = run.terminal();
    if (run.reader === undefined)
      this.miss(
        ...complaintsOfReason([...out, ...err], expected, baseline.script).map((text) => `the terminal ${text}`),
      );
    if (!logIsFull)
      this.miss(...complaintsOfReason(this.logFile(), expected, baseline.script).map((text) => `the log file ${text}`));
  }

  logFile(): string[] {
    return linesOf(join(this.simulator, "host/var/log/phoenix_hypervisor.log"));
  }

  /** What stands in the log file by now was shown to nobody who could be compared with. */
  forgetLog(): void {
    this.#unseen = this.logFile().length;
  }

  /** The log file holds what the terminals showed, no more and no less. */
  looksAtFile(): void {
    const terminals = this.runs.filter(({ reader }) => reader === undefined).map((run) => run.terminal());
    const { logIsFull, expected } = this.given;
    if (!logIsFull)
      this.miss(...complaintsOfFile(this.logFile().slice(this.#unseen), terminals, expected.code === 137));
  }

  async looksForRemains(): Promise<void> {
    this.miss(...(await remainsOf(this.simulator, this.given.baseline.script.ctid)));
  }

  /** How the calls of `pct` arrived so far. */
  looksAtArrivals(): void {
    const file = join(this.simulator, "state/arrivals");
    this.miss(...complaintsOfArrivals(linesOf(file)));
    writeFileSync(file, "");
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
    for (const { reader } of this.runs) reader?.end();
    takeDown(this.simulator);
    rmSync(this.simulator, { recursive: true, force: true, maxRetries: 5 });
  }
}
