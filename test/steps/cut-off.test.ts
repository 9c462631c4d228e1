/// <reference types="vite/client" />
import { describe, expect, test } from "vitest";
import { withUsed } from "../../generator/handlebars/parts.ts";
import { snapshotCleanup } from "../../generator/steps/kinds/snapshot-cleanup.ts";
import { writtenFiles, writtenFolders } from "../../generator/steps/options/written-folders.ts";
import { sampled, thorough } from "../thorough.ts";
import { type Case, type Cases, extraSeconds, type Job } from "./case.ts";
import { runOnce } from "./queue.ts";
import { lacking, sandboxMissing } from "./sandbox.ts";

const files = import.meta.glob<Cases>("./*.cases.ts");

/** For how many seconds it is killed at one command after the other; the plain form takes those that put a file in place. */
const seconds = thorough ? extraSeconds : "0";

const cleanup = ({ step }: Case): Case => ({
  title: "the clean-up",
  step: snapshotCleanup({ secrets: step.secrets, folders: writtenFolders([step]) }),
});

const jobsOf = (given: Case): Job[] => {
  const settings = { secret: given.secret ?? "", written: writtenFiles([given.step]).join("\n") };
  return [
    { mode: "killed", case: { ...given, scale: 4 }, settings: { ...settings, cleaner: "00002", seconds } },
    { mode: "machine", case: cleanup(given) },
  ];
};

describe.skipIf(sandboxMissing() !== "")("a step with a secret that is killed", { concurrent: true }, async () => {
  const kinds = await Promise.all(Object.values(files).map((load) => load()));
  const secret = kinds.flatMap(({ kind, cases }) =>
    cases.filter((one) => one.secret !== undefined && lacking(one).length === 0).map((given) => ({ kind, given })),
  );
  // Each is killed again and again, for a quarter of a minute of processor time.
  for (const { kind, given } of sampled(secret, 8))
    test(`${kind}: ${given.title}`, async () => {
      expect((await runOnce(jobsOf(given), 1200))[0]).toBe("");
    }, 1_800_000);
});

test("the clean-up knows every kind of step that replaces files", async () => {
  const all = await Promise.all(Object.values(files).map((load) => load()));
  const writing = all.flatMap(({ kind, cases }) =>
    cases.some(
      ({ step }) =>
        step.traits?.replaces === undefined &&
        withUsed(step.shared).some((part) => ["file", "file-leftovers", "file-replace"].includes(part)),
    )
      ? [kind]
      : [],
  );
  expect(writing.filter((kind) => !["own-step", "snapshot-cleanup"].includes(kind))).toEqual([]);
});
