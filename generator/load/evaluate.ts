import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import type { Bundle } from "./bundle.ts";
import { guarded, type Surroundings } from "./evaluation-globals.ts";

/** What evaluating one file came to: what it exports, what its code threw, or that it did not come to an end. */
export type Outcome = { readonly file: string } & (
  | { readonly exports: Readonly<Record<string, unknown>> }
  | { readonly thrown: unknown }
  | { readonly late: true }
);

/** What the files of one load are evaluated with. */
export interface Evaluation {
  readonly seen: Surroundings;
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
export function evaluate(
  { files: sound, script }: Bundle,
  folder: string,
  { seen, api, limit }: Evaluation,
): Outcome[] {
  const require = createRequire(join(folder, "definitions", "host.ts"));
  const files: Record<string, () => Record<string, unknown>> = {};
  const asked = (id: string): unknown => api.get(id) ?? seen.module(id, require(id));
  (script.runInThisContext() as Program)(...seen.values)(files, asked);

  const outcomes: Outcome[] = [];
  const wanted = new Set(sound);
  const open = Object.entries(files).filter(([file]) => wanted.has(file));
  return guarded(() => {
    while (open.length > 0) {
      const ended = limited(limit, () => {
        for (let n = 0; n < AT_ONCE && open.length > 0; n++) {
          const [file, exported] = open[0] ?? ["", () => ({})];
          outcomes.push(outcome(file, exported));
          open.shift();
        }
      });
      if (!ended) return [...outcomes, { file: open[0]?.[0] ?? "", late: true }];
    }
    return outcomes;
  });
}

type Program = (...seen: readonly unknown[]) => (exports: object, require: (id: string) => unknown) => void;

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
