import { AsyncLocalStorage } from "node:async_hooks";

/** Answers to questions about Bash, by a hash of the question. */
export type Answers = Map<string, unknown>;

/** Where answers of earlier runs are found, and those of this run are left. */
export interface Memory {
  /** Reads them; asked at each question that this run has not met. */
  readonly known: () => Readonly<Record<string, unknown>>;
  /** Those that this run has used. */
  readonly used: Answers;
}

// Of each run its own: two in one process do not see each other.
const memories = new AsyncLocalStorage<Memory>();

/** Runs something that looks answers up in this memory, and leaves new ones in it. */
export const withMemory = <Result>(memory: Memory, run: () => Result): Result => memories.run(memory, run);

/** Returns the answer that is known, or else finds it out. */
export function answered<Answer>(key: string, find: () => Answer): Answer {
  const memory = memories.getStore();
  if (memory === undefined) return find();
  const { known, used } = memory;
  const recall = (): unknown => (Object.hasOwn(known(), key) ? known()[key] : undefined);
  const answer = (used.get(key) ?? recall() ?? find()) as Answer;
  used.set(key, answer);
  return answer;
}
