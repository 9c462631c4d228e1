import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, join } from "node:path";
import { asTerminal, type Terminal } from "./log.ts";
import { Reader } from "./reader.ts";
import type { Script } from "./script.ts";

export interface RunOptions {
  /** Divides every limit and pause of the script. */
  scale: number;
  /** What its output files are called. */
  name: string;
  environment?: Readonly<Record<string, string>>;
  /** It prints into a pipe, and not into files; whose reader can stop reading, or never begins to. */
  piped?: "read" | "not read" | undefined;
}

/** What a script finds in its environment on a simulator. */
export const environmentOf = (simulator: string, scale: number): Record<string, string> => ({
  PATH: `${simulator}/bin:/usr/bin:/bin`,
  PHOENIX_HOST_ROOT: `${simulator}/host`,
  PHOENIX_TIME_SCALE: String(scale),
  TMPDIR: `${simulator}/tmp`,
});

/** A script at work on a simulator, in the environment that an orchestrator's child has, and nothing of ours. */
export class Run {
  readonly #child: ChildProcess;
  readonly #files: { out: string; err: string };
  /** Who reads its output, if it prints into a pipe. */
  readonly reader: Reader | undefined;
  /** The exit code as a shell tells it, or undefined while it runs. */
  code: number | undefined;
  /** The signal that it died by, if it did. */
  killedBy: NodeJS.Signals | undefined;
  readonly ended: Promise<number>;

  constructor(simulator: string, script: Script, { scale, name, environment = {}, piped }: RunOptions) {
    this.#files = { out: join(simulator, `${name}.out`), err: join(simulator, `${name}.err`) };
    const pipe = join(simulator, `${name}.pipe`);
    this.reader = piped === undefined ? undefined : new Reader(pipe, this.#files.out, piped === "read");
    const [out, err] = this.reader
      ? [this.reader.open(), this.reader.open()]
      : [openSync(this.#files.out, "w"), openSync(this.#files.err, "w")];
    this.#child = spawn(join(simulator, "scripts", basename(script.path)), [String(script.ctid)], {
      cwd: simulator,
      stdio: ["ignore", out, err],
      // A process group of its own, so that a signal can meet all of it and none of us.
      detached: true,
      env: { ...environmentOf(simulator, scale), ...environment },
    });
    closeSync(out);
    closeSync(err);
    this.ended = new Promise((resolve, reject) => {
      this.#child.once("error", reject);
      this.#child.once("exit", (code, signal) => {
        this.killedBy = signal ?? undefined;
        this.code = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
        resolve(this.code);
      });
    });
  }

  /** Its exit code; one that does not end in time is killed, and 'late'. */
  async within(seconds: number): Promise<number | "late"> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(resolve, seconds * 1000, "late");
    });
    const end = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    if (end === "late") this.#child.kill("SIGKILL");
    return end;
  }

  /** To the script, or to all of its process group. */
  signal(name: NodeJS.Signals, group: boolean): void {
    const { pid } = this.#child;
    if (pid === undefined || this.code !== undefined) return;
    if (group) process.kill(-pid, name);
    else this.#child.kill(name);
  }

  /** Standard output and standard error, line by line. */
  terminal(): Terminal {
    if (this.reader !== undefined) return asTerminal(linesOf(this.#files.out));
    return { out: linesOf(this.#files.out), err: linesOf(this.#files.err) };
  }
}

export function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
