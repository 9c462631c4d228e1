/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { type Cases, extraSeconds, jobsOf } from "./case.ts";
import { isWanted } from "./changed.ts";
import { count, note } from "./count.ts";
import { runJobs } from "./jobs.ts";
import { LEFT_OUT, lacking, sandboxMissing } from "./sandbox.ts";

const files = import.meta.glob<Cases>("./*.cases.ts");
const templates = import.meta.glob("../../templates/steps/*.sh.hbs");
const frame = ["template-snapshot"];
const how: Record<string, string> = {
  faults: ", commands failing once",
  parts: ", its functions one by one",
  looks: ", only looking",
  watched: ", its secret not to be seen",
};

test("every kind of step has cases", () => {
  const kinds = Object.keys(templates).map((path) => path.replace(/^.*\/(.*)\.sh\.hbs$/, "$1"));
  const without = kinds.filter((kind) => !frame.includes(kind) && !(`./${kind}.cases.ts` in files));
  expect(without).toEqual([]);
});

/** Ends a sandbox that hangs. A whole kind with all its faults takes many minutes where much else runs. */
const SECONDS = thorough && extraSeconds === "" ? 7200 : 1200;

for (const [place, [path, load]] of Object.entries(files).entries()) {
  const { cases, kind } = await load().catch((error: unknown) => {
    throw new Error(`${path}: ${String(error)}`);
  });
  const possible = cases.filter((given) => {
    const lacks = lacking(given);
    if (lacks.length > 0) note(`skipped, for this machine lacks ${lacks.join(", ")}: ${kind}: ${given.title}`);
    return lacks.length === 0;
  });
  const jobs = jobsOf({ cases: possible, kind }, place);
  describe.skipIf(sandboxMissing() !== "" || !isWanted({ cases, kind }))(kind, { concurrent: true }, () => {
    // Begun by the first test of the kind; all of them wait for it, and it for a free processor.
    let results: Promise<string[]> | undefined;
    for (const [i, job] of jobs.entries()) {
      test(`${job.case.title}${how[job.mode] ?? ""}`, async ({ skip }) => {
        results ??= runJobs(jobs, SECONDS);
        const wrong = (await results)[i];
        if (wrong === LEFT_OUT) count("sandbox cases, left to npm run test:all", 1);
        skip(wrong === LEFT_OUT, LEFT_OUT);
        expect(wrong).toBe("");
        count("sandbox cases", 1);
      }, 1_800_000);
    }
  });
}
