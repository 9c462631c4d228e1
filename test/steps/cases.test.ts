/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { type Cases, extraSeconds, type Job, jobsOf, TIME_SCALE } from "./case.ts";
import { isWanted } from "./changed.ts";
import { count, note } from "./count.ts";
import { LEFT_OUT, lacking, runJobs, sandboxMissing } from "./sandbox.ts";

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

/**
 * What is wrong with each job. A machine that does something else as well may be too slow for limits that are a twentieth of what they
 * are on a host, so what fails is asked once more with five times the time. What then does not fail is told, but is no failure.
 */
async function asked(jobs: readonly Job[]): Promise<string[]> {
  const results = await runJobs(jobs, SECONDS);
  const failed = jobs.flatMap((job, i) => (results[i] === "" || results[i] === LEFT_OUT ? [] : [{ job, i }]));
  if (failed.length === 0) return results;
  const again = await runJobs(
    failed.map(({ job }) => withMoreTime(job)),
    SECONDS,
  );
  for (const [n, { job, i }] of failed.entries()) {
    if (again[n] === "") note(`only with more time: ${job.case.step.kind}: ${job.case.title}: ${results[i]}`);
    results[i] = again[n] ?? "";
  }
  return results;
}

const withMoreTime = (job: Job): Job => ({
  ...job,
  case: { ...job.case, scale: Math.max(1, Math.floor((job.case.scale ?? TIME_SCALE) / 5)) },
});

for (const [path, load] of Object.entries(files)) {
  const { cases, kind } = await load().catch((error: unknown) => {
    throw new Error(`${path}: ${String(error)}`);
  });
  const possible = cases.filter((given) => {
    const lacks = lacking(given);
    if (lacks.length > 0) note(`skipped, for this machine lacks ${lacks.join(", ")}: ${kind}: ${given.title}`);
    return lacks.length === 0;
  });
  const jobs = jobsOf({ cases: possible, kind });
  describe.skipIf(sandboxMissing() !== "" || !isWanted({ cases, kind }))(kind, { concurrent: true }, () => {
    // Begun by the first test of the kind; all of them wait for it, and it for a free processor.
    let results: Promise<string[]> | undefined;
    for (const [i, job] of jobs.entries()) {
      test(`${job.case.title}${how[job.mode] ?? ""}`, async ({ skip }) => {
        results ??= asked(jobs);
        const wrong = (await results)[i];
        if (wrong === LEFT_OUT) count("sandbox cases, left to npm run test:all", 1);
        skip(wrong === LEFT_OUT, LEFT_OUT);
        expect(wrong).toBe("");
        count("sandbox cases", 1);
      }, 1_800_000);
    }
  });
}
