import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Exit } from "../../contract/cli-exit-codes.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import type { Plan } from "../../plan/plan.ts";
import { needsOfRehearsal } from "../../rehearse/needs.ts";
import { type Point, readPoint } from "../../rehearse/point.ts";
import { rehearse as play, type Rehearsal, type RehearsalOptions, silent } from "../../rehearse/rehearse.ts";
import { asData, conclusion, telling } from "../../rehearse/tell.ts";
import { ANY_GROUND } from "../../rehearse/world.ts";
import { renderScript, type Script } from "../../render/script.ts";
import { asWritten } from "../../render/written-script.ts";
import { ExternalError, UsageError } from "../../validation/failures.ts";
import type { Call, Command } from "../command.ts";
import { InterruptedError } from "../failure.ts";
import type { Data } from "../json/data.ts";
import { showFindings } from "../ui/report.ts";

/** A script's runs in front of its author's eyes, before a host ever sees it. */
export const rehearse: Command<Data<"rehearse">> = {
  name: "rehearse",
  summary: "Run a container's script on the simulator, twice, without root, and tell what happens",
  flags: {
    "fail-at": {
      type: "string",
      about: "let the first run fail at a step (4, docker-image) or at a call of pct (pct:3)",
    },
    "kill-at": { type: "string", about: "KILL the first run there, named in the same way" },
    check: { type: "boolean", about: "also ask what it would do, with PHOENIX_MODE=check, before and after" },
    cost: { type: "string", about: "seconds that a call of pct is taken to cost; default 1" },
    written: {
      type: "boolean",
      about: "run the script that is in dist-scripts/, rather than what the definitions say now",
    },
    json: { type: "boolean", about: "print the runs as JSON" },
  },
  usage: "<CTID…>",
  async run(call) {
    const cost = costOf(call);
    const lacking = needsOfRehearsal();
    if (lacking !== undefined) throw new ExternalError(lacking);
    const { plans, findings, failed } = await compile(call.folder);
    if (failed) {
      showFindings(findings, call);
      return { exit: Exit.finding, findings };
    }
    if (call.ctids.length === 0) throw new UsageError("which container? rehearse takes one or several CTIDs");
    const scripts = selectPlans(plans, call.ctids).map((plan) => scriptOf(plan, call));
    const todo = scripts.map((script): RehearsalOptions => {
      const disturbance = disturbanceOf(call, script);
      return {
        script,
        ground: script.plan.hostSettings ?? ANY_GROUND,
        disturbance,
        check: call.flags["check"] === true,
      };
    });
    const interrupted = new Interruption();
    try {
      const played: Rehearsal[] = [];
      for (const options of todo) {
        const watcher = call.json ? silent : telling(options.script, cost, call.out);
        const rehearsal = await play({ ...options, signal: interrupted.signal }, watcher);
        if (!call.json) call.out(conclusion(options.script, rehearsal, cost));
        played.push(rehearsal);
      }
      const containers = played.map((one, i) => asData(scripts[i] as Script, one, cost));
      const exit = containers.every(({ asExpected }) => asExpected) ? Exit.fine : Exit.finding;
      return { exit, findings, data: { containers } };
    } catch (thrown) {
      if (interrupted.code === undefined) throw thrown;
      throw new InterruptedError("interrupted; nothing of the rehearsal is left", interrupted.code);
    } finally {
      interrupted.release();
    }
  },
};

function costOf({ flags: { cost = "1" } }: Call): number {
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(String(cost)))
    throw new UsageError(`--cost takes seconds, such as 0.8, not '${cost}'`);
  return Number(cost);
}

function scriptOf(plan: Plan, { folder, flags }: Call): Script {
  const script = renderScript(plan);
  if (flags["written"] !== true) return script;
  try {
    return asWritten(script, readFileSync(join(folder, "dist-scripts", script.name), "utf8"));
  } catch {
    throw new UsageError(`there is no dist-scripts/${script.name}; phoenix-setup generate writes it`);
  }
}

function disturbanceOf({ flags }: Call, script: Script): RehearsalOptions["disturbance"] {
  const { "fail-at": fail, "kill-at": kill } = flags;
  if (fail !== undefined && kill !== undefined) throw new UsageError("--fail-at and --kill-at cannot be combined");
  if (fail !== undefined) return { how: "fail", point: pointOf("--fail-at", String(fail), script) };
  if (kill !== undefined) return { how: "kill", point: pointOf("--kill-at", String(kill), script) };
  return undefined;
}

function pointOf(flag: string, words: string, script: Script): Point {
  const point = readPoint(words, script);
  if (typeof point === "string") throw new UsageError(`${flag}: ${point}`);
  return point;
}

/** The signals that end a rehearsal; until it is released, they end it in good order. */
class Interruption {
  readonly #controller = new AbortController();
  readonly #handlers = new Map(
    Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }).map(([name, code]) => [
      name,
      () => this.#interrupt(code),
    ]),
  );
  /** The exit code that is due, once there was a signal. */
  code: number | undefined;

  constructor() {
    for (const [name, handler] of this.#handlers) process.on(name, handler);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #interrupt(code: number): void {
    this.code ??= code;
    this.#controller.abort();
  }

  release(): void {
    for (const [name, handler] of this.#handlers) process.off(name, handler);
  }
}
