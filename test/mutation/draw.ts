/** Returns all in the order of a seed: the same seed, the same order, on every machine. */
export function drawn<Each>(all: readonly Each[], seed: number): Each[] {
  const next = numbers(seed);
  return all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** A xorshift generator: numbers from 0 to 2³² - 1. */
function numbers(seed: number): () => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  // Small seeds differ in few bits at first.
  for (let i = 0; i < 16; i++) next();
  return next;
}
