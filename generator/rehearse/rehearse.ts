import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostSettings } from "../plan/container-settings.ts";
import type { Script } from "../render/script.ts";
import { complaintsOf, type Wanted } from "./expect.ts";
import { disturb, type Point, repair, toldPoint } from "./point.ts";
import { takeDown } from "./processes.ts";
import { remainsOf } from "./remains.ts";
import { Run } from "./run.ts";
import { type StandIns, standIns } from "./stand-ins.ts";
import { readState, type State } from "./state.ts";
import { type Counts, callsIn, countsOf, type Line, readLine } from "./transcript.ts";
import { makeWorld } from "./world.ts";

/** What is rehearsed besides a first and a second run. */
export interface RehearsalOptions {
  readonly script: Pick<Script, "plan" | "name" | "text" | "stepCount">;
  readonly ground: HostSettings;
  /** The first run goes wrong there; the next one has to make up for it. */
  readonly disturbance?: { readonly how: "fail" | "kill"; readonly point: Point } | undefined;
  /** Whether the script is asked what it would do, before and after it has done it. */
  readonly check?: boolean;
  /** Ends the rehearsal, and everything that it has started. */
  readonly signal?: AbortSignal;
}

/** What somebody who watches is told as it happens. */
export interface Watcher {
  /** What stands for the host, and the calls of `pct` that have made the container there. */
  given(standIns: StandIns, made: readonly string[]): void;
  begins(run: string): void;
  line(line: Line): void;
  ended(act: Act): void;
}

/** Nobody watches. */
export const silent: Watcher = { given: () => {}, begins: () => {}, line: () => {}, ended: () => {} };

/** One run of the script, and how it came out. */
export interface Act {
  /** What it is called: `first run`, `again`. */
  readonly name: string;
  readonly lines: readonly Line[];
  /** Exit code, as a shell gives it. */
  readonly code: number;
  readonly counts: Counts | undefined;
  /** Calls of `pct`. */
  readonly calls: number;
  /** What is not as it should be. */
  readonly complaints: readonly string[];
}

/** A rehearsal as a whole. */
export interface Rehearsal {
  readonly standIns: StandIns;
  /** The calls of `pct` that have made the container, as lines to copy. */
  readonly made: readonly string[];
  readonly acts: readonly Act[];
  /** What of it is not as it should be, over all runs. */
  readonly complaints: readonly string[];
}

/** Runs a script on a simulator of its own, of which nothing is left afterwards. */
export async function rehearse(options: RehearsalOptions, watcher: Watcher): Promise<Rehearsal> {
  // A process names its folder by its real path.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "phoenix-rehearsal-")));
  const leave = () => {
    takeDown(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // Whoever reads what is told may go away in the middle, and the program then ends at once.
  process.once("exit", leave);
  try {
    const { script, ground } = options;
    const given = standIns(script.plan);
    const made = makeWorld(folder, script.plan, script, ground, given);
    watcher.given(given, made);
    const stage = new Stage(folder, options, given, watcher);
    for (const { name, wanted, environment, disturbed } of programme(options)) {
      if (disturbed && options.disturbance) disturb(folder, options.disturbance.how, options.disturbance.point);
      await stage.play(name, wanted, environment ?? {});
      repair(folder);
    }
    return { standIns: given, made, acts: stage.acts, complaints: stage.acts.flatMap(({ complaints }) => complaints) };
  } finally {
    process.off("exit", leave);
    leave();
  }
}

interface Item {
  readonly name: string;
  readonly wanted: Wanted;
  readonly environment?: Readonly<Record<string, string>>;
  readonly disturbed?: boolean;
}

/** The runs, in their order. */
function programme({ disturbance, check = false }: RehearsalOptions): Item[] {
  const asking = { PHOENIX_MODE: "check" };
  const first: Item =
    disturbance === undefined
      ? { name: "first run", wanted: "done" }
      : {
          name: `first run, ${disturbance.how === "fail" ? "failing" : "killed"} at ${toldPoint(disturbance.point)}`,
          wanted: disturbance.how === "fail" ? "failed" : "killed",
          disturbed: true,
        };
  return [
    ...(check ? [{ name: "asked first", wanted: "would change" as const, environment: asking }] : []),
    first,
    ...(disturbance === undefined ? [] : [{ name: "next run", wanted: "done" as const }]),
    ...(check ? [{ name: "asked afterwards", wanted: "nothing to change" as const, environment: asking }] : []),
    { name: "again", wanted: "unchanged" },
  ];
}

/** The simulator at work, and what has been played on it. */
class Stage {
  readonly acts: Act[] = [];
  readonly #folder: string;
  readonly #options: RehearsalOptions;
  readonly #given: StandIns;
  readonly #watcher: Watcher;

  constructor(folder: string, options: RehearsalOptions, given: StandIns, watcher: Watcher) {
    this.#folder = folder;
    this.#options = options;
    this.#given = given;
    this.#watcher = watcher;
  }

  async play(name: string, wanted: Wanted, environment: Readonly<Record<string, string>>): Promise<void> {
    const { script, signal } = this.#options;
    signal?.throwIfAborted();
    const steps = script.stepCount;
    this.#watcher.begins(name);
    writeFileSync(join(this.#folder, "state/calls"), "");
    const before = this.#state();
    const run = new Run(this.#folder, script.name, script.plan.definition.options.ctid, {
      ...this.#given.environment,
      ...environment,
    });
    const stop = () => run.end();
    signal?.addEventListener("abort", stop);
    const lines: Line[] = [];
    const code = await run.follow((text) => {
      const line = readLine(text, steps);
      if (line === undefined) return;
      lines.push(line);
      this.#watcher.line(line);
    });
    signal?.removeEventListener("abort", stop);
    signal?.throwIfAborted();
    const remains = wanted === "killed" ? [] : await remainsOf(this.#folder, script.plan.definition.options.ctid);
    const ran = { code, lines, counts: countsOf(lines, code, steps), before, after: this.#state(), remains };
    const complaints = complaintsOf(wanted, ran, script.plan).map((text) => `${name}: ${text}`);
    const act = { name, lines, code, counts: ran.counts, calls: callsIn(lines), complaints };
    this.acts.push(act);
    this.#watcher.ended(act);
  }

  #state(): State {
    return readState(this.#folder, this.#options.script.plan.definition.options.ctid);
  }
}
