import type { Case } from "./case.ts";

/** What waits longer than this is not for a sample. */
const LONG = 10;

/** At most `count` cases, the same for the same seed; in turn from every script and kind, so that none is left out. */
export function sampleOf(cases: readonly Case[], count: number, seed: number): Case[] {
  const random = generator(seed);
  const heaps = new Map<string, Case[]>();
  for (const one of cases.filter(({ waits }) => waits <= LONG)) {
    const name = `${one.baseline.script.ctid}:${one.kind}`;
    heaps.set(name, [...(heaps.get(name) ?? []), one]);
  }
  const drawn: Case[] = [];
  // A sample that is smaller than their number begins with another one for another seed.
  const all = [...heaps.values()];
  const first = Math.floor(random() * all.length);
  for (
    let left = [...all.slice(first), ...all.slice(0, first)];
    left.length > 0;
    left = left.filter(({ length }) => length > 0)
  )
    for (const heap of left) {
      if (drawn.length === count) return drawn;
      drawn.push(...heap.splice(Math.floor(random() * heap.length), 1));
    }
  return drawn;
}

/** Mulberry32: 32 bits of state are plenty for drawing cases. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
