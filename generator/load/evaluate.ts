import { Script } from "node:vm";
import type { Bundle } from "./bundle.ts";
import { type EvaluationContext, FRAMES } from "./evaluation-context.ts";
import { Unavailable } from "./unavailable.ts";

/** What evaluating one file came to: what it exports, what its code threw, or that it did not come to an end. */
export type Outcome = { readonly file: string } & (
  | { readonly exports: Readonly<Record<string, unknown>> }
  | { readonly thrown: unknown }
  | { readonly late: true }
);

/** What the files of one load are evaluated with. */
export interface Evaluation {
  readonly within: EvaluationContext;
  /** What the running program answers itself, whichever copy of it is installed. */
  readonly api: ReadonlyMap<string, object>;
  /** Milliseconds that a few files may take. */
  readonly limit: number;
}

/** Milliseconds that a few files may take together; one takes about one. */
export const TIME_LIMIT = 10_000;

/** Each limit costs a thread, so that it is set for several files at once. */
const AT_ONCE = 50;

/** Evaluates the files of a bundle, each by itself; stops at one that does not come to an end. */
export function evaluate({ files: sound, script }: Bundle, { within, api, limit }: Evaluation): Outcome[] {
  const files: Record<string, () => Record<string, unknown>> = {};
  const asked = (id: string): unknown => api.get(id) ?? within.module(id);
  (script.runInContext(within.context) as Program)(files, Object.assign(asked, { resolve: unresolved }));

  const outcomes: Outcome[] = [];
  const wanted = new Set(sound);
  const open = Object.entries(files).filter(([file]) => wanted.has(file));
  return guarded(() => {
    while (open.length > 0) {
      const ended = limited(limit, () => {
        for (let n = 0; n < AT_ONCE && open.length > 0; n++) {
          const [file, exported] = open[0] ?? ["", () => ({})];
          within.reset();
          outcomes.push(outcome(file, exported));
          open.shift();
        }
      });
      if (!ended) return [...outcomes, { file: open[0]?.[0] ?? "", late: true }];
    }
    return outcomes;
  });
}

type Program = (exports: object, require: (id: string) => unknown) => void;

/** There are no paths to find: what a definition imports is bundled. */
const unresolved = (): never => {
  throw new Unavailable("require.resolve()", "loading");
};

function outcome(file: string, exported: () => Record<string, unknown>): Outcome {
  try {
    return { file, exports: { ...exported() } };
  } catch (thrown) {
    return { file, thrown };
  }
}

const TURN = "phoenix-setup: what runs within a limit";
const turn = new Script(`globalThis[${JSON.stringify(TURN)}]()`);

/** Runs `body`, for `limit` milliseconds at most; says whether it came to its end. Only code that is run as a script can be stopped. */
function limited(limit: number, body: () => void): boolean {
  const global = globalThis as Record<string, unknown>;
  global[TURN] = body;
  try {
    turn.runInThisContext({ timeout: limit });
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw thrown;
  } finally {
    delete global[TURN];
  }
}

/** Runs `body`; meanwhile errors keep enough frames, and no function of the program's leads to what evaluates text in its own realm. */
function guarded<Result>(body: () => Result): Result {
  const limit = Error.stackTraceLimit;
  const made = Function.prototype.constructor;
  Error.stackTraceLimit = FRAMES;
  Function.prototype.constructor = unnamed;
  try {
    return body();
  } finally {
    Function.prototype.constructor = made;
    Error.stackTraceLimit = limit;
  }
}

const unnamed = (): never => {
  throw new Unavailable("Function()", "loading");
};
