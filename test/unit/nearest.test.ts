import { expect, it } from "vitest";
import { didYouMean, nearest } from "../../generator/validation/nearest.ts";

it.each<[string, string[], string | undefined]>([
  ["genrate", ["check", "generate"], "generate"],
  ["genreate", ["check", "generate"], "generate"],
  ["GENERATE", ["generate"], "generate"],
  ["memroy", ["memory", "network"], "memory"],
  ["x", ["y"], "y"],
  ["deploy", ["doctor", "explain"], undefined],
  ["generate", [], undefined],
])("by %j, of %j, probably %j is meant", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
  expect(didYouMean(word, candidates)).toBe(expected === undefined ? "" : `; did you mean '${expected}'?`);
});
