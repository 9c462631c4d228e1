import { expect, it } from "vitest";
import { count } from "../../steps/count.ts";
import { runs } from "../../thorough.ts";
import { piece, refusalOf } from "./asked.ts";
import { generated, LATE } from "./generated.ts";
import { outcomes } from "./judge.ts";

const seed = Number(process.env["PHOENIX_PROPERTY_SEED"] ?? Date.now() % 1e9);
const BATCH = 100;

it("what is accepted arrives as it is in a real Bash, and nothing of it runs", () => {
  const all = generated(runs(200, 5000), seed).map((tried) => ({ ...tried, shell: piece(tried.text, tried.values) }));
  const refused = all.filter(({ isSound, shell }) => isSound && refusalOf(shell) !== undefined);
  expect(refused.map(({ text, values, shell }) => ({ text, values, why: refusalOf(shell) }))).toEqual([]);
  const accepted = all.filter(({ shell }) => refusalOf(shell) === undefined);
  const wrong: unknown[] = [];
  for (let at = 0; at < accepted.length; at += BATCH) {
    const batch = accepted.slice(at, at + BATCH);
    for (const [i, { words, hasRun }] of outcomes(
      batch.map(({ shell }) => shell),
      LATE,
    ).entries()) {
      const { text, values, words: expected, isSound } = batch[i] as (typeof batch)[number];
      if (hasRun || (isSound && JSON.stringify(words) !== JSON.stringify(expected)))
        wrong.push({ text, values, hasRun, words, expected });
    }
  }
  expect(wrong, `seed ${seed}`).toEqual([]);
  count("property cases of own Bash", all.length);
}, 300_000);
