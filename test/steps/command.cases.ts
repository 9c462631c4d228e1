import { sh } from "../../generator/model/shell.ts";
import { lxcConfig } from "../../generator/model/text.ts";
import { command } from "../../generator/steps/command.ts";
import type { Case } from "./case.ts";

export const kind = "command";
const words = ["a b", "", "it's", "$(reboot)", "-n"];

export const cases: readonly Case[] = [
  {
    title: "with check and verify",
    step: command({
      title: "x",
      check: sh`[[ -e /etc/made ]]`,
      apply: sh`printf '%s\n' ${words} >/etc/made`,
      verify: sh`grep --quiet reboot /etc/made`,
    }),
    afterwards: `[[ $(</etc/made) == $'a b\\n\\nit\\'s\\n$(reboot)\\n-n' ]]`,
  },
  {
    title: "once for each content",
    step: command({ title: "x", apply: sh`mkdir -p /etc/made; date >/dev/null` }),
    afterwards: "[[ -d /etc/made ]]",
    faults: true,
  },
  {
    title: "once for each run-time value",
    step: command({ title: "x", apply: sh`printf %s ${lxcConfig("model")} >/etc/made` }),
    values: { lxc_model: "a model" },
    afterwards: "[[ $(</etc/made) == 'a model' ]]",
  },
  {
    title: "the first command that fails ends it",
    step: command({ title: "x", apply: sh`false; touch /etc/made` }),
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /etc/made ]]",
  },
  {
    title: "a status of its own that a step keeps for a time-out is a failure",
    step: command({ title: "x", apply: sh`(exit 23)` }),
    asks: "fails",
    code: 22,
  },
  {
    title: "check cannot tell",
    step: command({ title: "x", check: sh`exit 3`, apply: sh`touch /etc/made` }),
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /etc/made ]]",
  },
  {
    title: "grep's no",
    step: command({ title: "x", check: sh`grep -q x /etc/hostname2`, apply: sh`:` }),
    world: "put /etc/hostname2 y",
    asks: "differs",
  },
  {
    title: "grep's trouble is no no",
    step: command({ title: "x", check: sh`grep -q x /nowhere`, apply: sh`touch /etc/made` }),
    asks: "fails",
    code: 22,
  },
  {
    title: "verify fails",
    step: command({ title: "x", check: sh`true`, apply: sh`true`, verify: sh`false; true` }),
    asks: "fails",
    code: 28,
  },
  {
    title: "nested pieces and a comment at the end",
    step: command({
      title: "x",
      check: sh`test -e ${"/etc/a b"} # there?`,
      apply: sh`${sh`touch ${"/etc/a b"}`} # made`,
    }),
    afterwards: "[[ -e '/etc/a b' ]]",
  },
];
