import { recall } from "../../pipeline/last-run.ts";
import { type WriteOptions, type Written, write } from "../../pipeline/write.ts";
import type { Finding } from "../../validation/finding.ts";
import type { Call } from "../command.ts";
import { failureOf } from "../failure.ts";
import { withProgress } from "../ui/progress.ts";
import { type Round, showRound } from "./round.ts";
import { WatchedFolders } from "./watched-folders.ts";

/** Editors write a file in several steps: it is read once nothing has happened for this long, in milliseconds. */
const DEBOUNCE_MS = 40;
/** Wipes the screen, and what has scrolled out of it. */
const WIPE = "\x1b[2J\x1b[3J\x1b[H";

/** A session of `generate --watch`. */
export class Session {
  private readonly folders: WatchedFolders;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failed = false;
  /** Whether the next run is only for what may have changed before it was watched: if nothing has, it is not shown. */
  private silent = false;
  /** What the last run depended on. */
  private dependencies: object = {};
  private over = false;

  constructor(
    private readonly call: Call,
    private readonly options: WriteOptions,
  ) {
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
    if (!this.over) this.timer = setTimeout(() => this.start(), DEBOUNCE_MS);
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
    const { call } = this;
    const began = performance.now();
    const silent = this.silent;
    this.silent = false;
    const round = await this.round();
    const time = Math.round(performance.now() - began);
    const done = "written" in round && round.written;
    const dependencies = recall(call.folder, this.options.types === true)?.dependencies ?? {};
    // A run during which something was written is not remembered, so that its dependencies may be those of the run before.
    const same = JSON.stringify(dependencies) === JSON.stringify(this.dependencies);
    if (!(silent && same && done && isIdle(round))) {
      if (this.failed && call.terminal.isTTY === true && call.env["TERM"] !== "dumb") call.terminal.write(WIPE);
      showRound(round, { call, time, mended: this.failed && done });
    }
    this.failed = !done;
    this.dependencies = dependencies;
    // What was watched too late may have changed meanwhile.
    const files = Object.keys(dependencies).filter((key) => key.startsWith("/"));
    if (this.over || !this.folders.watch(files)) return;
    this.silent = true;
    this.soon();
  }

  /** What fails may be mended while this goes on, such as a folder that is missing or cannot be written. */
  private async round(): Promise<Round> {
    let findings: readonly Finding[] = [];
    const onFindings: Call["onFindings"] = (known) => {
      findings = known;
    };
    try {
      return await withProgress(this.call, (onProgress) =>
        write(this.call.folder, { ...this.options, onProgress, onFindings }),
      );
    } catch (thrown) {
      return { ...failureOf(thrown, "generate"), findings };
    }
  }
}

/** Whether a run has changed nothing in the folder. */
const isIdle = ({ outcome: { created, changed, orphans }, pruned }: Written): boolean =>
  created.length + changed.length + (pruned ? orphans.length : 0) === 0;
