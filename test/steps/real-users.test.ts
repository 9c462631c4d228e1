import { describe, expect, test } from "vitest";
import { isDrawn } from "../thorough.ts";
import type { Case, Job } from "./case.ts";
import { note } from "./count.ts";
import { runJobs } from "./jobs.ts";
import { plantedLinks } from "./planted-links.ts";
import { lacking, sandboxMissing } from "./sandbox.ts";
import { usersFolders } from "./users-folders.ts";

// Only real root can give files to others, and be kept from following their links by the kernel itself.
const missing = sandboxMissing() || (process.getuid?.() === 0 ? "" : "this is not root");
if (missing !== "") note(`cases with real users skipped: ${missing}`);

const jobOf = (given: Case): Job => ({ mode: given.asks ?? "converges", case: given });

describe.skipIf(missing !== "")("with real users", { concurrent: true }, () => {
  const possible = [...plantedLinks, ...usersFolders].filter(
    (given, i) => isDrawn(i, 4) && lacking(given).length === 0,
  );
  const groups = [...new Set(possible.map(({ step }) => step.kind))].map((kind) =>
    possible.filter(({ step }) => step.kind === kind),
  );
  for (const group of groups) {
    let results: Promise<string[]> | undefined;
    for (const [i, given] of group.entries()) {
      test(`${given.step.kind}: ${given.title}`, async () => {
        results ??= runJobs(group.map(jobOf), 1200, "enter-users");
        expect((await results)[i]).toBe("");
      }, 1_800_000);
    }
  }
});
