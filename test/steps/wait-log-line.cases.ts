import { seconds } from "../../generator/dsl/units.ts";
import { waitLogLine } from "../../generator/steps/kinds/wait-log-line.ts";
import type { Case } from "./case.ts";

export const kind = "wait-log-line";
const span = { within: seconds(8), every: seconds(2) };
const unit = "app.service";
const line = "listening on [::]:80";
const step = waitLogLine({ unit, line, ...span });
const file = "/var/log/app.log";

export const cases: readonly Case[] = [
  {
    title: "the journal holds it",
    step,
    world: `unit app active; put /var/world/journal $'begins\\nis ${line} now'`,
    asks: "holds",
    afterwards: "called_with journalctl _SYSTEMD_INVOCATION_ID=0123456789abcdef0123456789abcdef",
  },
  {
    title: "the journal says something else",
    step,
    world: "unit app active; put /var/world/journal $'begins\\nlistening on :80'",
    asks: "fails",
    code: 23,
    says: "● app.service.*the journal of app.service: listening on :80, 4 tries",
  },
  {
    title: "the unit has failed: nothing more is to be hoped for",
    step: waitLogLine({ unit, line, within: seconds(86_400) }),
    world: "unit app failed; put /var/world/journal 'no licence'",
    asks: "fails",
    code: 28,
    says: "no licence.*the journal of app.service: it is failed",
  },
  {
    title: "H24: systemd skipped the unit",
    step: waitLogLine({ unit, line, within: seconds(86_400) }),
    world: `unit app; put /var/world/units/${unit}/condition ConditionPathExists=/nope`,
    asks: "fails",
    code: 28,
    says: "it was never started; skipped: ConditionPathExists=/nope was not met",
  },
  {
    title: "the unit was never started",
    step: waitLogLine({ unit, line, within: seconds(86_400) }),
    world: "unit app",
    asks: "fails",
    code: 28,
    says: "it was never started",
  },
  {
    title: "one that has done its work has said it",
    step,
    world: `unit app failed; put /var/world/journal '${line}'`,
    asks: "holds",
  },
  {
    title: "a file holds it",
    step: waitLogLine({ file, line, ...span }),
    world: `put ${file} 'is ${line} now'`,
    asks: "holds",
  },
  {
    title: "a file does not hold it",
    step: waitLogLine({ file, line, ...span }),
    world: `put ${file} 'no licence'`,
    asks: "fails",
    code: 23,
    says: "no licence.*it does not hold the text, 4 tries",
  },
  {
    title: "there is no such file",
    step: waitLogLine({ file, line, ...span }),
    asks: "fails",
    code: 23,
    says: "it is not there, 4 tries",
  },
];
