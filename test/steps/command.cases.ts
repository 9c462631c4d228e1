import { sh } from "../../generator/dsl/shell.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { command } from "../../generator/steps/kinds/command.ts";
import type { Case } from "./case.ts";

export const kind = "command";
const words = ["a b", "", "it's", "$(reboot)", "-n"];
const earlier = command({ title: "earlier", apply: sh`:` });
const again = command({
  title: "x",
  check: sh`[[ -e /etc/made ]]`,
  runOn: [earlier],
  apply: sh`date +%s%N >/etc/made`,
});
const due = `/var/lib/phoenix-setup/due-${again.restartOn[0]?.unit}`;
const asUbuntu = "called setpriv --reuid 1000 --regid 1000 --init-groups -- env -i bash -s";

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
    title: "so it is in a check: it cannot tell",
    step: command({ title: "x", check: sh`(exit 23)`, apply: sh`touch /etc/made` }),
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /etc/made ]]",
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
  {
    title: "what it creates",
    step: command({ title: "x", creates: "/etc/a 'file'", apply: sh`touch ${"/etc/a 'file'"}` }),
    afterwards: `[[ -e "/etc/a 'file'" && ! -e /var/lib/phoenix-setup ]]`,
  },
  {
    title: "what it creates is not there afterwards",
    step: command({ title: "x", creates: "/etc/made", apply: sh`true` }),
    asks: "fails",
    code: 28,
    says: "there is no /etc/made",
  },
  {
    title: "once more when a step that it runs on has changed something",
    step: again,
    world: `put /etc/made old; put ${due} ''`,
    afterwards: `[[ $(</etc/made) != old && ! -e ${due} ]]`,
    says: "what it runs on has changed",
    differsAgain: "it writes down the time",
  },
  {
    title: "what it runs on has not changed",
    step: again,
    world: "put /etc/made old",
    asks: "holds",
    afterwards: "[[ $(</etc/made) == old ]]",
  },
  {
    title: "once, and once more for what it runs on",
    step: command({ title: "x", runOn: [earlier], apply: sh`printf x >>/etc/made` }),
    afterwards: "[[ $(</etc/made) == x* ]]",
    differsAgain: "it adds to a file",
  },
  {
    title: "with the functions that are there for it, whatever else the script has",
    step: command({
      title: "x",
      check: sh`[[ -e /etc/made ]] || differs not there`,
      apply: sh`warn careful; report_wait port closed; pause 1; note well done; touch /etc/made`,
    }),
    says: "not there.*careful.*well done",
  },
  {
    title: "as a user, whose warnings are lines of output",
    step: command({
      title: "x",
      asUser: "ubuntu",
      apply: sh`warn careful; report_wait port closed; pause 1; touch made`,
    }),
    world: "account ubuntu",
    says: "careful.*port, last answer: closed",
  },
  {
    title: "as a user",
    step: command({
      title: "x",
      asUser: "ubuntu",
      check: sh`[[ -e made ]]`,
      apply: sh`printf '%s\n' ${words} ${lxcConfig("model")} "$PWD $HOME $USER" >made; ! printenv http_proxy; ! read -r`,
      verify: sh`grep --quiet reboot made`,
    }),
    values: { lxc_model: "it's a 'model'" },
    world: "account ubuntu",
    afterwards: `[[ $(</home/ubuntu/made) == $'a b\\n\\nit\\'s\\n$(reboot)\\n-n\\nit\\'s a \\'model\\'\\n/home/ubuntu /home/ubuntu ubuntu' ]]\n${asUbuntu}`,
  },
  {
    title: "as a user, once",
    step: command({ title: "x", asUser: "ubuntu", apply: sh`touch made` }),
    world: "account ubuntu",
    afterwards: `[[ -e /home/ubuntu/made ]]\n${asUbuntu}`,
  },
  {
    title: "as a user, the first command that fails ends it",
    step: command({ title: "x", asUser: "ubuntu", apply: sh`false; touch made` }),
    world: "account ubuntu",
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /home/ubuntu/made ]]",
  },
  {
    title: "as a user who is not there, it cannot tell",
    step: command({ title: "x", asUser: "ubuntu", check: sh`true`, apply: sh`true` }),
    asks: "fails",
    code: 22,
    says: "there is no user ubuntu: an earlier step has to make it",
  },
  {
    title: "as a user, its check says no, and why",
    step: command({ title: "x", asUser: "ubuntu", check: sh`differs "not yet"`, apply: sh`true` }),
    world: "account ubuntu",
    asks: "differs",
    says: "not yet",
  },
];
