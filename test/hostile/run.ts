import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Case } from "./case.ts";
import type { Place } from "./place.ts";
import { endAll, type Found, memoryOf, processesOf } from "./processes.ts";

/** What came of a run. */
export interface Outcome {
  /** The exit code as a shell tells it, or that it did not come to an end. */
  readonly code: number | "late";
  readonly seconds: number;
  /** KiB: of the script itself at most, and of it and all below it at most. */
  readonly memory: { readonly own: number; readonly all: number };
  readonly out: Buffer;
  readonly err: Buffer;
  /** Undefined if there is no log file. */
  readonly log: Buffer | undefined;
  /** The record of the run, if there is one. */
  readonly record: Buffer | undefined;
  /** What the container was asked, and said. */
  readonly heard: Buffer;
  /** The script's processes that were left. */
  readonly left: readonly Found[];
  /** What was made or changed. */
  readonly changes: readonly string[];
}

/** Seconds that a run may take besides what the script's own limits allow: what a busy machine needs. */
const SLACK = 30;

/** Runs the case in the place, and ends what is left of it. */
export async function runCase(given: Case, place: Place): Promise<Outcome> {
  place.prepare(given);
  const [out, err] = [openSync(place.path("out"), "w"), openSync(place.path("err"), "w")];
  const began = performance.now();
  const child = spawn(place.path(`scripts/${basename(given.script.path)}`), [String(given.script.ctid)], {
    cwd: place.folder,
    stdio: ["ignore", out, err],
    detached: true,
    env: {
      PATH: `${REPOSITORY}/test/hostile/bin:/usr/bin:/bin`,
      PHOENIX_HOST_ROOT: place.path("host"),
      PHOENIX_TIME_SCALE: String(given.scale),
      PHOENIX_MODE: given.mode,
      PHOENIX_LOG_FORMAT: given.format,
      PHOENIX_LOG_FILE_FORMAT: given.format,
      CANARY: place.path("CANARY"),
    },
  });
  closeSync(out);
  closeSync(err);
  const memory = { own: 0, all: 0 };
  const measure = (): void => {
    const { most, all } = memoryOf(child.pid ?? 0);
    memory.own = Math.max(memory.own, most);
    memory.all = Math.max(memory.all, all);
  };
  // What waits for a limit does nothing meanwhile, and there are many of them at once.
  const watcher = setInterval(measure, given.waits ? 200 : 20);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]));
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, boundOf(given) * 1000, "late");
  });
  const code = await Promise.race([ended, late]);
  const seconds = (performance.now() - began) / 1000;
  clearTimeout(timer);
  clearInterval(watcher);
  const inside = existsSync(place.path("inside"))
    ? readFileSync(place.path("inside"), "latin1").split("\n").filter(Boolean).map(Number)
    : [];
  const running = () => processesOf(place.folder, inside).filter((found) => !found.inside);
  // What has been told to end gets its time.
  for (let tries = 0; code !== "late" && tries < 100 && running().length > 0; tries += 1) await pause(20);
  const left = running();
  endAll(processesOf(place.folder, inside));
  const read = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  const outcome = {
    code,
    seconds,
    memory,
    out: read(place.path("out")),
    err: read(place.path("err")),
    log: existsSync(place.log) ? readFileSync(place.log) : undefined,
    record: existsSync(place.record(given)) ? readFileSync(place.record(given)) : undefined,
    heard: read(place.path("heard")),
    left,
    changes: place.changes(given),
  };
  place.empty();
  return outcome;
}

/** Seconds that a run may take: one question for its limit and a minute, since the run ends with it; five minutes for the end; all of it scaled; and the slack. */
export function boundOf({ script, scale, slack = SLACK }: Case): number {
  return (Math.max(...script.steps.map(({ limit }) => limit)) + 60 + 300) / scale + slack;
}
