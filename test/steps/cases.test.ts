/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { type Cases, jobsOf } from "./case.ts";
import { count } from "./count.ts";
import { lacking, runJobs, sandboxMissing } from "./sandbox.ts";

const files = import.meta.glob<Cases>("./*.cases.ts");
const templates = import.meta.glob("../../templates/steps/*.sh.hbs");
const frame = ["template-snapshot"];
const how: Record<string, string> = {
  faults: ", commands failing once",
  looks: ", only looking",
  watched: ", its secret not to be seen",
};

test("every kind of step has cases", () => {
  const kinds = Object.keys(templates).map((path) => path.replace(/^.*\/(.*)\.sh\.hbs$/, "$1"));
  const without = kinds.filter((kind) => !frame.includes(kind) && !(`./${kind}.cases.ts` in files));
  expect(without).toEqual([]);
});

for (const [path, load] of Object.entries(files)) {
  const { cases, kind } = await load().catch((error: unknown) => {
    throw new Error(`${path}: ${String(error)}`);
  });
  const possible = cases.filter((given) => {
    const lacks = lacking(given);
    if (lacks.length > 0) console.log(`skipped, for this machine lacks ${lacks.join(", ")}: ${kind}: ${given.title}`);
    return lacks.length === 0;
  });
  const jobs = jobsOf({ cases: possible, kind });
  describe.skipIf(sandboxMissing() !== "")(kind, { concurrent: true }, () => {
    // Begun by the first test of the kind; all of them wait for it, and it for a free processor.
    let results: Promise<string[]> | undefined;
    for (const [i, job] of jobs.entries()) {
      test(`${job.case.title}${how[job.mode] ?? ""}`, async () => {
        // A whole kind with all its faults takes minutes where much else runs.
        results ??= runJobs(jobs, 1200);
        expect((await results)[i]).toBe("");
        count("sandbox cases", 1);
      }, 1_800_000);
    }
  });
}
