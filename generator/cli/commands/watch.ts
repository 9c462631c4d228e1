import { constants } from "node:os";
import { recall } from "../../pipeline/last-run.ts";
import { type Call, UsageError } from "../command.ts";
import { WatchedFolders } from "../watched-folders.ts";
import { generateOnce } from "./generate.ts";

/** Editors write a file in several steps: it is read once nothing has happened for this long, in milliseconds. */
const SETTLED = 40;
/** Wipes the screen, and what has scrolled out of it. */
const WIPE = "\x1b[2J\x1b[3J\x1b[H";

/** `generate --watch`: does it again whenever a file changes that it depends on, until it is told to end. */
export async function watch(call: Call): Promise<number> {
  const session = new Session(call);
  const ended = new Promise<number>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve(128 + constants.signals[signal]));
  });
  session.begin();
  const code = await ended;
  await session.end();
  return code;
}

class Session {
  private readonly folders: WatchedFolders;
  private readonly terminal = process.stderr.isTTY === true && process.env.TERM !== "dumb";
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failed = false;
  /** Whether the next run is only for what may have changed before it was watched: if nothing has, it is not told of. */
  private silent = false;
  /** What the last run depended on. */
  private dependencies: object = {};
  private over = false;

  constructor(private readonly call: Call) {
    this.folders = new WatchedFolders(call.folder, () => {
      this.silent = false;
      this.soon();
    });
  }

  begin(): void {
    this.folders.watch([]);
    this.call.err("watching definitions/ and what it imports; Ctrl-C ends it");
    this.start();
  }

  /** Ends without a trace: what is being done is finished, or given up before it is put in place. */
  async end(): Promise<void> {
    this.over = true;
    clearTimeout(this.timer);
    this.folders.close();
    await this.running;
  }

  private soon(): void {
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(() => this.start(), SETTLED);
  }

  private start(): void {
    if (this.running !== undefined) {
      this.soon();
      return;
    }
    this.running = this.once().finally(() => {
      this.running = undefined;
    });
  }

  private async once(): Promise<void> {
    const began = performance.now();
    const silent = this.silent;
    this.silent = false;
    const said: (() => void)[] = [];
    const { call } = this;
    const written: string[] = [];
    const kept: Call = {
      ...call,
      out: (text) => said.push(() => call.out(text)),
      err: (text) => {
        const [, word, name] = /^(created|changed|removed) dist-scripts\/(\S+)$/.exec(text) ?? [];
        if (word !== undefined) written.push(`${word} ${name}`);
        else if (!/^\d+ scripts? written/.test(text)) said.push(() => call.err(text));
      },
    };
    const count = await generateOnce(kept).catch((thrown: unknown) => this.problem(thrown, said));
    const time = `${Math.round(performance.now() - began)} ms`;
    const failed = count === undefined;
    const dependencies = recall(call.folder, call.flags["no-types"] !== true)?.dependencies ?? {};
    // A run during which something was written is not remembered, so that its dependencies may be those of the run before.
    const same = JSON.stringify(dependencies) === JSON.stringify(this.dependencies);
    const idle = silent && !failed && same && written.length === 0;
    if (!idle) {
      if (this.failed && this.terminal) process.stderr.write(WIPE);
      for (const say of said) say();
      const what = written.length > 0 ? written.join(", ") : "no script changes";
      call.err(`${clock()}  ${failed ? "nothing written" : `${this.failed ? "mended; " : ""}${what}`}, ${time}`);
    }
    this.failed = failed;
    this.dependencies = dependencies;
    // What was watched too late may have changed meanwhile.
    const files = Object.keys(dependencies).filter((key) => key.startsWith("/"));
    if (this.over || !this.folders.watch(files)) return;
    this.silent = true;
    this.soon();
  }

  /** A folder that is missing, or that cannot be written, may be mended while this goes on; anything else is a bug. */
  private problem(thrown: unknown, said: (() => void)[]): undefined {
    const expected = thrown instanceof UsageError || (thrown instanceof Error && "code" in thrown);
    if (!expected) throw thrown;
    said.push(() => this.call.err(`phoenix-setup: ${thrown.message}`));
  }
}

/** `14:03:59` */
const clock = (): string => new Date().toTimeString().slice(0, 8);
