import type { OnProgress } from "../../pipeline/build.ts";
import type { Io, Terminal } from "../io.ts";

/** What a long piece of work shows while it runs. */
export interface Progress {
  /** Shows how far the work is. A timer does so as well, but has no turn as long as work goes on without a pause. */
  tick(): void;
  /** Wipes the line; to be called before anything else is printed. Calling it again does nothing. */
  end(): void;
}

/** Work that is done sooner shows nothing. */
const QUIET_MS = 1000;
/** More often is more than an eye reads. */
const PAUSE_MS = 100;
/** Back to the first column, and wipe to the end of the line. */
const WIPE = "\r\x1b[K";

/**
 * One line on standard error that is rewritten while work goes on, such as `ShellCheck 3 of 7`. Appears after one second, and only on a
 * terminal: a log, a pipe and a `TERM` of `dumb` get nothing.
 *
 * @param io decides whether the line may be coloured
 * @param what names the work
 * @param state says how far it is; asked each time the line is shown
 */
export function progress(io: Pick<Io, "colour">, what: string, state: () => string, terminal: Terminal): Progress {
  if (terminal.isTTY !== true || process.env.TERM === "dumb") return { tick: () => undefined, end: () => undefined };
  let next = performance.now() + QUIET_MS;
  let shown = false;
  const tick = (): void => {
    if (performance.now() < next) return;
    next = performance.now() + PAUSE_MS;
    shown = true;
    // A line that wraps cannot be wiped.
    const text = `${what} ${state()}`.slice(0, (terminal.columns ?? 80) - 1);
    terminal.write(`${WIPE}${io.colour ? `\x1b[2m${text}\x1b[22m` : text}`);
  };
  const timer = setInterval(tick, PAUSE_MS).unref();
  const end = (): void => {
    clearInterval(timer);
    next = Number.POSITIVE_INFINITY;
    if (shown) terminal.write(WIPE);
    shown = false;
  };
  return { tick, end };
}

/** Does work of the pipeline, and shows how far it is if that takes long. */
export async function withProgress<Result>(io: Io, work: (onProgress: OnProgress) => Promise<Result>): Promise<Result> {
  let current = "";
  let state = "";
  let shown: Progress | undefined;
  try {
    return await work((what, done, of) => {
      state = `${done} of ${of}`;
      if (what !== current) {
        shown?.end();
        shown = progress(io, what, () => state, io.terminal);
        current = what;
      }
      shown?.tick();
    });
  } finally {
    shown?.end();
  }
}
