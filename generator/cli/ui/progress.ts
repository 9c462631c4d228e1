import type { Call } from "../command.ts";

/** What a long piece of work shows while it runs. */
export interface Progress {
  /** Shows how far the work is. A timer does so as well, but has no turn as long as work goes on without a pause. */
  tick(): void;
  /** Wipes the line; to be called before anything else is printed. Calling it again does nothing. */
  end(): void;
}

/** What progress is written to; tests give one of their own. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
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
 * @param call decides whether the line may be coloured
 * @param what names the work
 * @param state says how far it is; asked each time the line is shown
 */
export function progress(
  call: Pick<Call, "colour">,
  what: string,
  state: () => string,
  terminal: Terminal = process.stderr,
): Progress {
  if (terminal.isTTY !== true || process.env.TERM === "dumb") return { tick: () => undefined, end: () => undefined };
  let next = performance.now() + QUIET_MS;
  let shown = false;
  const tick = (): void => {
    if (performance.now() < next) return;
    next = performance.now() + PAUSE_MS;
    shown = true;
    // A line that wraps cannot be wiped.
    const text = `${what} ${state()}`.slice(0, (terminal.columns ?? 80) - 1);
    terminal.write(`${WIPE}${call.colour ? `\x1b[2m${text}\x1b[22m` : text}`);
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
