import { describe, expect, it } from "vitest";
import { cronJob } from "../../generator/steps/kinds/cron-job.ts";
import { eitherDay, scheduleProblem } from "../../generator/steps/options/cron-schedule.ts";

describe("a schedule", () => {
  it.each([
    "* * * * *",
    "0 0 1 1 0",
    "59 23 31 12 7",
    "*/15 8-18 * * mon-fri",
    "0,30 0-23/2 1,15 JAN,jul *",
    "@reboot",
    "@hourly",
  ])("%s is one", (schedule) => expect(scheduleProblem(schedule)).toBeUndefined());

  it.each([
    ["60 * * * *", "minute '60'"],
    ["* 24 * * *", "hour '24'"],
    ["* * 0 * *", "day of the month '0'"],
    ["* * * 13 *", "month '13'"],
    ["* * * * 8", "day of the week '8'"],
    ["* * * mon *", "month 'mon'"],
    ["*/0 * * * *", "a step is 1 to 59"],
    ["5/10 * * * *", "a step needs a range"],
    ["20-10 * * * *", "a range goes upwards"],
    ["1-2-3 * * * *", "minute '1-2-3'"],
    [", * * * *", "minute ''"],
    ["* * * *", "five fields"],
    ["* *  * * *", "five fields"],
    ["* * * * * root", "five fields"],
    ["* * * *\n* *", "a character that no schedule has"],
    ["@never", "no nickname"],
    ["", "five fields"],
  ])("%j is none, and it is said why: %s", (schedule, why) => expect(scheduleProblem(schedule)).toContain(why));

  it("that limits both days is doubtful", () => {
    expect(eitherDay("0 0 1 * mon")).toBe(true);
    expect(cronJob({ name: "x", schedule: "0 0 1 * mon", command: "true" }).doubts).toHaveLength(1);
    for (const schedule of ["0 0 * * mon", "0 0 1 * *", "0 0 */2 * mon", "@daily"])
      expect(eitherDay(schedule), schedule).toBe(false);
  });

  it("that is wrong is an error of the step, with what to do", () => {
    expect(
      cronJob({ name: "x", schedule: "0 24 * * *", command: "true" }).problems.map(
        ({ message, fix }) => `${message} | ${fix}`,
      ),
    ).toEqual(["`schedule` has the hour '24' | it takes 0 to 23, lists, ranges and steps"]);
  });
});
