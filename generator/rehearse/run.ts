import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Divides every limit and pause of a script; what is left is far above what a busy machine needs for a model of its steps. */
const SCALE = 4;

/**
 * A script at work on a simulator, in the environment that an orchestrator's child has. What it prints and each of its calls of `pct`
 * stand in the simulator's file `state/transcript`, in the order in which they came.
 */
export class Run {
  readonly #child: ChildProcess;
  readonly #transcript: string;
  #read = 0;
  #ended = false;

  constructor(simulator: string, script: string, ctid: number, environment: Readonly<Record<string, string>>) {
    this.#transcript = join(simulator, "state/transcript");
    writeFileSync(this.#transcript, "");
    const output = openSync(this.#transcript, "a");
    this.#child = spawn(join(simulator, "scripts", script), [String(ctid)], {
      cwd: simulator,
      stdio: ["ignore", output, output],
      // A process group of its own, so that an interrupt at the terminal meets the one who rehearses, who then ends it.
      detached: true,
      env: {
        PATH: `${simulator}/bin:/usr/bin:/bin`,
        PHOENIX_HOST_ROOT: `${simulator}/host`,
        PHOENIX_TIME_SCALE: String(SCALE),
        PHOENIX_LOG_FORMAT: "json",
        TMPDIR: `${simulator}/tmp`,
        ...environment,
      },
    });
    closeSync(output);
  }

  /** Tells each new line as it comes; resolves to the exit code as a shell gives it, once the script has ended. */
  async follow(tell: (line: string) => void): Promise<number> {
    const ended = new Promise<number>((resolve, reject) => {
      this.#child.once("error", reject);
      this.#child.once("exit", (code, signal) => {
        this.#ended = true;
        resolve(code ?? 128 + constants.signals[signal ?? "SIGKILL"]);
      });
    });
    const watching = this.#watch(tell);
    const code = await ended;
    await watching;
    return code;
  }

  async #watch(tell: (line: string) => void): Promise<void> {
    while (!this.#ended) {
      this.#news(tell, false);
      await pause(20);
    }
    this.#news(tell, true);
  }

  #news(tell: (line: string) => void, all: boolean): void {
    const text = readFileSync(this.#transcript, "utf8").slice(this.#read);
    const whole = all ? text : text.slice(0, text.lastIndexOf("\n") + 1);
    this.#read += whole.length;
    for (const line of whole.split("\n")) if (line !== "") tell(line);
  }

  /** Ends it as an operator does, with all that it has started. */
  end(): void {
    const { pid } = this.#child;
    if (pid !== undefined && !this.#ended) process.kill(-pid, "SIGTERM");
  }
}
