import { test } from "vitest";
import { runJobs } from "./steps/sandbox.ts";
import { cases } from "./steps/apt-repository.cases.ts";
import { jobsOf } from "./steps/case.ts";
test("x", async () => { const r = await runJobs(jobsOf({kind:"x",cases:cases.filter(c=>c.asks==="fails")})); console.log(r.join("\n")); }, 100000);
