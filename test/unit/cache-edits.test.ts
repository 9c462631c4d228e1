import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { count } from "../steps/count.ts";
import { runs, sampled, thorough } from "../thorough.ts";
import { EDITS } from "./cache-edits.ts";
import { FLEET } from "./cache-fleet.ts";
import { Twins } from "./twins.ts";

const seed = Number(process.env["PHOENIX_PROPERTY_SEED"] ?? Date.now() % 1e9);

/** Types take most of the time, and most edits have nothing to do with them. */
const WORDS: readonly (readonly string[])[] = [
  ["generate", "--no-types"],
  ["generate", "--no-types"],
  ["generate", "--no-types", "--diff"],
  ["generate", "--no-types", "--prune"],
  ["generate", "--no-types", "904"],
  ["generate"],
  ["check", "--no-types"],
  ["check", "--json"],
];

const step = fc.record({
  edits: fc.array(fc.record({ edit: fc.constantFrom(...Object.keys(EDITS)), at: fc.nat(100), n: fc.nat(1000) }), {
    minLength: 1,
    maxLength: 2,
  }),
  words: fc.constantFrom(...WORDS),
  // A mistake is mostly mended before the next one is made.
  mended: fc.boolean(),
});

describe("a run that remembers prints and writes what one does that remembers nothing, after", () => {
  /** Made by the first test that needs it, and removed after the last one. */
  let twins: Twins | undefined;
  const removals: (() => void)[] = [];
  afterAll(() => {
    for (const remove of removals) remove();
  });

  test.each(sampled(Object.entries(EDITS), 12))("%s", async (name, edit) => {
    const types = /type|compiler/.test(name) ? [] : ["--no-types"];
    if (twins === undefined) {
      twins = new Twins(FLEET, (remove) => removals.push(remove));
      for (const words of thorough ? [[], ["--no-types"]] : [["--no-types"]])
        await twins.run("generate", "--no-lint", ...words);
    }
    twins.edit(edit({ at: 5, n: 7, now: twins.now }));
    const { cached, afresh } = await twins.run("generate", "--no-lint", ...types);
    expect(cached).toEqual(afresh);
    twins.edit(EDITS["everything is mended"]?.({ at: 0, n: 0, now: twins.now }) ?? {});
    // After a mistake, all is as it was before.
    if (afresh.code !== 0) return;
    twins.cached.run("generate", "--no-lint", "--prune", ...types);
    await twins.afresh.run("generate", "--no-lint", "--no-cache", "--prune", "--no-types");
  });
});

test("whatever is edited, a run that remembers prints and writes what one does that remembers nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: thorough ? 6 : 3, maxLength: thorough ? 12 : 3 }), async (steps) => {
      const twins = new Twins(FLEET);
      await twins.run("generate", "--no-lint");
      for (const { edits, words, mended } of steps) {
        for (const { edit, at, n } of edits) twins.edit(EDITS[edit]?.({ at, n, now: twins.now }) ?? {});
        const { cached, afresh } = await twins.run(...words, "--no-lint");
        expect(cached).toEqual(afresh);
        count("edits of a project, with and without its cache", edits.length);
        if (mended && afresh.code === 1) {
          twins.edit(EDITS["everything is mended"]?.({ at: 0, n: 0, now: twins.now }) ?? {});
          const { cached, afresh } = await twins.run("generate", "--no-types", "--no-lint");
          expect(cached).toEqual(afresh);
        }
      }
    }),
    { numRuns: Math.ceil(runs(50, 100) / 50), seed, endOnFailure: true },
  );
}, 1_200_000);
