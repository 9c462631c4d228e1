import { test } from "vitest";
import { runJobs } from "/work/main/test/steps/sandbox.ts";
import { cases } from "/work/main/test/steps/apt-packages.cases.ts";
import { cases as files } from "/work/main/test/steps/file-content.cases.ts";
test("x", async () => { console.log((await runJobs([{ mode: "timing", case: cases[0]! }, { mode: "timing", case: files[0]! }])).join("\n---\n")); });
