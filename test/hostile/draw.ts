import { Random } from "../fuzz/random.ts";
import type { Case } from "./case.ts";
import type { Options } from "./options.ts";

/** As many named lies as are wanted, the same for the same seed; in turn from every group. */
export function drawNamed(cases: readonly Case[], { named, seed }: Options): readonly Case[] {
  if (named === undefined) return cases;
  const random = new Random(seed, 0);
  const names = [...new Set(cases.map(({ id }) => id.split(":")[0]))];
  const groups = names.map((name) => cases.filter(({ id }) => id.split(":")[0] === name));
  const drawn: Case[] = [];
  for (let left = groups; left.length > 0 && drawn.length < named; left = left.filter(({ length }) => length > 0)) {
    const first = random.below(left.length);
    for (const group of [...left.slice(first), ...left.slice(0, first)])
      drawn.push(...group.splice(random.below(group.length), 1));
  }
  return drawn.slice(0, named);
}
