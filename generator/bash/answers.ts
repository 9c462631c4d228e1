/** Answers to questions about Bash, by a hash of the question. */
export type Answers = Map<string, unknown>;

/** Where answers of earlier runs are found, and those of this run are left. */
export interface Memory {
  /** Reads them; called at the first question. */
  readonly known: () => Readonly<Record<string, unknown>>;
  /** Those that this run has used. */
  readonly used: Answers;
}

let memory: Memory | undefined;
let known: Readonly<Record<string, unknown>> | undefined;

/** Looks answers up in this memory from now on, and leaves new ones in it; in none if undefined. */
export function useMemory(one: Memory | undefined): void {
  memory = one;
  known = undefined;
}

/** Returns the answer that is known, or else finds it out. */
export function answered<Answer>(key: string, find: () => Answer): Answer {
  if (memory === undefined) return find();
  known ??= memory.known();
  const answer = (memory.used.get(key) ?? (Object.hasOwn(known, key) ? known[key] : undefined) ?? find()) as Answer;
  memory.used.set(key, answer);
  return answer;
}
