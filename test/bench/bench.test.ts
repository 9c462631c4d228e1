import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { thorough } from "../thorough.ts";

const main = join(import.meta.dirname, "main.mjs");
const ctids = readdirSync(join(import.meta.dirname, "../../dist-scripts")).map((name) => name.replace(/\D/g, ""));
/** A template and an application are enough to see that the figures come out. */
const [first = "", last = ""] = [ctids[0], ctids.at(-1)];

// Runs each script a dozen times, for half a minute of processor time: in the thorough form only.
test.runIf(thorough)("bench:scripts gives one row for each script that is asked for, with all its figures", () => {
  const words = [main, "--json", "--runs", "1", "--pct-seconds", "0.2", first, last];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const { scripts } = JSON.parse(stdout);
  expect(scripts.map(({ ctid }: { ctid: number }) => String(ctid))).toEqual([first, last]);
  for (const row of scripts) {
    expect(row.calls.fresh).toBeGreaterThan(row.calls.converged);
    expect(row.lines.all).toBeGreaterThan(row.lines.code);
    const { talk, per100LogLines, slowPct } = row;
    const seconds = [per100LogLines.textSeconds, talk.printedSeconds, talk.answerSeconds, slowPct.floor];
    for (const figure of [row.calls.converged, row.bytes, ...seconds]) expect(figure).toBeGreaterThan(0);
    expect(row.slowPct.seconds).toBeGreaterThan(row.slowPct.floor);
    // null where no namespace can be made; a fresh run also starts what a converged one does.
    if (row.processes.fresh !== null) {
      expect(row.processes.converged).toBeGreaterThan(0);
      expect(row.processes.fresh).toBeGreaterThan(row.processes.converged);
      expect(row.per100LogLines.processes).toBe(0);
    }
  }
});

test("bench:scripts refuses a CTID that no script is for", () => {
  const { status, stderr } = spawnSync(process.execPath, [main, "999"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toContain("999");
});
