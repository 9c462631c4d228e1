import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { systemTimeZone } from "../../generator/steps/kinds/system-time-zone.ts";
import { scriptOf } from "../steps/program.ts";

const folder = mkdtempSync(join(tmpdir(), "time-zone-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an operator is told where the zone has no file, and tzdata's own list is at `list`. */
function adviceOn(zone: string, list: string): string {
  const script = join(folder, "script");
  writeFileSync(script, scriptOf([{ title: "zone", step: systemTimeZone({ zone }) }]));
  const { status, stderr } = spawnSync(
    "bash",
    ["--norc", "-c", '. "$1"; explain_time_zone "$2" "$3"', "bash", script, zone, list],
    {
      encoding: "utf8",
    },
  );
  expect(status).toBe(1);
  return stderr;
}

test("H8: an old name of a zone is in tzdata-legacy, and only that is advised", () => {
  const list = join(folder, "tzdata.zi");
  writeFileSync(list, "# version 2026f\nL America/New_York US/Eastern\nL Etc/UTC UTC\n");
  expect(adviceOn("US/Eastern", list)).toBe(
    "US/Eastern is an old name of America/New_York: take that, or an earlier step has to install tzdata-legacy\n",
  );
  expect(adviceOn("Europe/Kyiv", list)).toBe(
    "the tzdata that is inside knows no time zone Europe/Kyiv: an earlier step has to upgrade it\n",
  );
  expect(adviceOn("US/Eastern", join(folder, "nothing"))).toBe(
    "there is no time zone US/Eastern inside: an earlier step has to install tzdata\n",
  );
});
