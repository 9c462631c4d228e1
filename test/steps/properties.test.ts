import { describe, expect, test } from "vitest";
import { nastiest, refused, texts } from "../hostile.ts";
import { draw, runs, thorough } from "../thorough.ts";
import { fields as authorFields } from "./author.fields.ts";
import { type Case, extraSeconds, type Job } from "./case.ts";
import { count } from "./count.ts";
import { fields as dockerFields } from "./docker.fields.ts";
import { fields as dockerProjectFields } from "./docker-project.fields.ts";
import type { Field } from "./field.ts";
import { fields as fileFields } from "./files.fields.ts";
import { runJobs } from "./jobs.ts";
import { fields as languageFields } from "./languages.fields.ts";
import { fields as libraryFileFields } from "./library-files.fields.ts";
import { scriptOf } from "./program.ts";
import { lacking, sandboxMissing } from "./sandbox.ts";
import { fields as systemFields } from "./system.fields.ts";
import { fields as waitFields } from "./wait.fields.ts";
import { fields as webFields } from "./web.fields.ts";

const seed = Number(process.env["PHOENIX_PROPERTY_SEED"] ?? Date.now() % 1e9);
/** Random texts: of each field in the plain form, of all fields of a kind in turn in the thorough one. */
const number = (open: number): number => runs(open, 50);
/** Each job reads the functions of all that share its sandbox, and each sandbox costs a second. */
const BATCH = 12;
const fields = [
  ...authorFields,
  ...fileFields,
  ...libraryFileFields,
  ...languageFields,
  ...dockerFields,
  ...dockerProjectFields,
  ...systemFields,
  ...waitFields,
  ...webFields,
];
const kinds = [...new Set(fields.map(({ kind }) => kind))];

const settled = <Value>(value: Value | ((...given: string[]) => Value), ...given: string[]): Value =>
  typeof value === "function" ? (value as (...given: string[]) => Value)(...given) : value;

/** One text in one field. */
function jobOf(field: Field, text: string, unique: string): Job {
  const world = settled(field.world ?? "", text, unique);
  const given: Case = {
    title: `${field.field} ${JSON.stringify(text)}`,
    step: field.step(text, unique),
    world,
    afterwards: settled(field.see, unique),
    ...(field.hostFile !== undefined && { hostFile: field.hostFile }),
  };
  const files = {
    expected: text,
    reply: JSON.stringify({ a: text }),
    "reply-key": JSON.stringify({ [text]: "found" }),
  };
  return { mode: "property", case: given, settings: { step_part: field.part ?? "apply" }, files };
}

for (const kind of kinds) {
  const own = fields.filter((field) => field.kind === kind);
  describe.concurrent(kind, () => {
    test.skipIf(sandboxMissing() !== "")(
      "any text comes back byte for byte from every open field",
      async () => {
        const possible = own.filter((field) => lacking(field).length === 0);
        // In npm test, a fixed text for one half of the fields and a random one for the other.
        const half = Number(draw) % 2;
        const turn = Math.floor(Number(draw) / 2);
        const random = texts(number(possible.length), seed)
          .map((text, i) => [possible[i % possible.length] as Field, text] as const)
          .filter((_, i) => thorough || draw === "" || i % 2 !== half);
        // In the plain form another one for each field in turn.
        const fixed = nastiest.flatMap((text, n) =>
          possible
            .filter((_, i) => thorough || (n === (i + turn) % nastiest.length && (draw === "" || i % 2 === half)))
            .map((field) => [field, text] as const),
        );
        // Fixed and random ones in turn, for there may not be time for all.
        const both = fixed.flatMap((one, i) => [one, ...random.slice(i, i + 1)]).concat(random.slice(fixed.length));
        const jobs = both.map(([field, text], i) => jobOf(field, (field.fit ?? String)(text), `p${i}`));
        const unsound = jobs.flatMap(({ case: { title, step } }) =>
          step.problems.map(({ message }) => `${title}: ${message}`),
        );
        expect(unsound, `seed ${seed}`).toEqual([]);
        const results: string[] = [];
        const until = extraSeconds === "" ? Number.POSITIVE_INFINITY : Date.now() + Number(extraSeconds) * 1000;
        const least = Math.min(jobs.length, 2 * possible.length);
        while (results.length < least || (results.length < jobs.length && Date.now() < until))
          results.push(...(await runJobs(jobs.slice(results.length, results.length + BATCH), 600)));
        const wrong = results.flatMap((result, i) => (result === "" ? [] : [`${jobs[i]?.case.title}: ${result}`]));
        expect(wrong, `seed ${seed}`).toEqual([]);
        count("property cases", results.length);
        if (results.length < jobs.length)
          count("property cases, left to npm run test:all", jobs.length - results.length);
      },
      3_600_000,
    );

    test.each(own.map((field) => field.field))("%s refuses what no text for Bash may hold", (name) => {
      const field = own.find((one) => one.field === name) as Field;
      for (const text of refused) {
        const step = field.step(text, "p");
        const given = { title: name, step, ...(field.hostFile !== undefined && { hostFile: field.hostFile }) };
        expect(() => scriptOf([given]), JSON.stringify(text)).toThrow();
      }
    });
  });
}
