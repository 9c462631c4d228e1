import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, constants, openSync, readFileSync, writeSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Who reads what a script prints, through a pipe, into a file, until he stops reading; or never begins to. */
export class Reader {
  readonly #pipe: string;
  readonly #child: ChildProcess | undefined;
  /** Keeps the pipe open, so that nobody who opens it has to wait. */
  readonly #keeper: number;

  constructor(pipe: string, file: string, begins: boolean) {
    this.#pipe = pipe;
    const { status, stderr } = spawnSync("mkfifo", ["--", pipe], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    this.#keeper = openSync(pipe, constants.O_RDWR);
    const output = openSync(file, "w");
    if (!begins) this.#fill();
    // Not a process of the simulator.
    else
      this.#child = spawn("cat", ["--", pipe], {
        cwd: "/",
        env: { PATH: "/usr/bin:/bin" },
        stdio: ["ignore", output, "ignore"],
      });
    closeSync(output);
  }

  /** The end to write to; whoever gets it closes it. */
  open(): number {
    return openSync(this.#pipe, "w");
  }

  /** From here on nothing is read, and the pipe is full: the next write waits. */
  async stop(): Promise<void> {
    this.#child?.kill("SIGSTOP");
    while (!/\) T /.test(readFileSync(`/proc/${this.#child?.pid}/stat`, "latin1"))) await pause(5);
    this.#fill();
  }

  #fill(): void {
    const end = openSync(this.#pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    for (const size of [65536, 4096, 1])
      try {
        for (;;) writeSync(end, Buffer.alloc(size, "x"));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
    closeSync(end);
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    closeSync(this.#keeper);
  }
}
