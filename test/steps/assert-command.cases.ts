import { sh } from "../../generator/dsl/shell.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { assertCommand } from "../../generator/steps/kinds/assert-command.ts";
import type { Case } from "./case.ts";

export const kind = "assert-command";
const title = "there is a word";
const words = ["a b", "$(reboot)"];

export const cases: readonly Case[] = [
  {
    title: "it holds, and what it notes is in the log",
    step: assertCommand({
      title,
      command: sh`printf '%s\n' ${words}; note looked ${lxcConfig("model")}; [[ -e /etc/word ]]`,
    }),
    world: "put /etc/word x",
    values: { lxc_model: "at 'it'" },
    asks: "holds",
    says: "a b.*\\$\\(reboot\\).*assert-command ok .*looked at 'it'",
  },
  {
    title: "it does not hold: the first command that fails ends it, and its last line is the reason",
    step: assertCommand({ title, command: sh`note looked; printf 'a line\nno word\n'; [[ -e /etc/word ]]; true` }),
    asks: "fails",
    code: 28,
    says: "a line.*assert-command failed .*looked; last: no word",
  },
  {
    title: "it does not hold, and says nothing",
    step: assertCommand({ title, command: sh`(exit 23)` }),
    asks: "fails",
    code: 28,
    says: "there is a word; last: the answer is no \\(status 23\\)",
  },
  {
    title: "a warning where it does not hold",
    step: assertCommand({ title, command: sh`printf 'no word\n'; false; true`, otherwise: "warn" }),
    asks: "holds",
    says: "assert-command warning .*no word.*assert-command ok",
  },
  {
    title: "as a user",
    step: assertCommand({ title, command: sh`[[ $PWD == /home/ubuntu && -e ${"a word"} ]]`, asUser: "ubuntu" }),
    world: "account ubuntu; put '/home/ubuntu/a word' x",
    asks: "holds",
  },
  {
    title: "as a user who is not there",
    step: assertCommand({ title, command: sh`true`, asUser: "ubuntu" }),
    asks: "fails",
    code: 28,
    says: "there is no user ubuntu: an earlier step has to make it",
  },
];
