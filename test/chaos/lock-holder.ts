import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isLocked } from "../../generator/rehearse/processes.ts";

/** Somebody else who holds a lock; not a process of the simulator. */
export class LockHolder {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#ended = new Promise((resolve) => child.once("exit", () => resolve()));
  }

  static async hold(path: string): Promise<LockHolder> {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const words = ["--no-fork", path, "sleep", "300"];
    const holder = new LockHolder(spawn("flock", words, { cwd: "/", stdio: "ignore", env: { PATH: "/usr/bin:/bin" } }));
    for (let tries = 0; tries < 500 && !isLocked(path); tries += 1) await pause(10);
    if (!isLocked(path)) throw new Error(`${path} cannot be locked`);
    return holder;
  }

  async release(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
