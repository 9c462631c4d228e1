import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leftOut, Time } from "../runner/time.ts";
import { isWanted } from "../steps/changed.ts";
import { sumOf } from "../steps/passes.ts";
import * as service from "../steps/service-running.cases.ts";

test.each([
  ["its own cases", "test/steps/service-running.cases.ts", true],
  ["its template", "templates/steps/service-running.sh.hbs", true],
  ["its schema", "generator/steps/kinds/service-running.ts", true],
  ["a part that its template uses", "templates/shared/unit-runs.sh.hbs", true],
  ["a stand-in", "test/steps/stand-ins/systemctl", true],
  ["the runtime", "templates/runtime/serve.sh.hbs", true],
  ["another kind's template", "templates/steps/git-checkout.sh.hbs", false],
  ["a part of other kinds", "templates/shared/docker-compose.sh.hbs", false],
  ["a document", "README.md", false],
])("in the inner loop the cases of a kind follow a change of %s", (_, path, wanted) => {
  expect(isWanted(service, [path])).toBe(wanted);
});

test("outside the inner loop the cases of every kind are wanted", () => {
  expect(isWanted(service, undefined)).toBe(true);
});

test("a pass is forgotten when a byte, a name or the frame changes", () => {
  const folder = mkdtempSync(join(tmpdir(), "passes-"));
  try {
    mkdirSync(join(folder, "a"));
    const file = join(folder, "a/world");
    writeFileSync(file, "program git\n");
    const first = sumOf([folder], "bash 5.2.15");
    expect(sumOf([folder], "bash 5.2.15")).toBe(first);
    expect(sumOf([folder], "bash 5.2.21")).not.toBe(first);
    writeFileSync(file, "program jq\n");
    expect(sumOf([folder], "bash 5.2.15")).not.toBe(first);
    writeFileSync(file, "program git\n");
    expect(sumOf([folder], "bash 5.2.15")).toBe(first);
    renameSync(file, join(folder, "a/word"));
    expect(sumOf([folder], "bash 5.2.15")).not.toBe(first);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a runner's time begins with its first case, and never ends if none is told", () => {
  expect(new Time(undefined).isOver).toBe(false);
  const none = new Time(-1);
  expect(none.isOver).toBe(true);
  expect(new Time(3600).isOver).toBe(false);
});

test("a runner says how many cases its time has left out, and nothing if it was enough", () => {
  expect(leftOut(300, 300, 120)).toBe("");
  expect(leftOut(120, 300, 60)).toBe("note: 120 of 300 cases in 60 s, the others were not begun\n");
});
