import { sh } from "../../generator/dsl/shell.ts";
import { minutes, seconds } from "../../generator/dsl/units.ts";
import { waitCommand } from "../../generator/steps/kinds/wait-command.ts";
import type { Case } from "./case.ts";

export const kind = "wait-command";
const title = "there is a word";
const span = { within: seconds(8), every: seconds(2) };
const word = "a word";

export const cases: readonly Case[] = [
  {
    title: "it is so",
    step: waitCommand({ title, command: sh`[[ -e /etc/${word} ]]`, ...span }),
    world: "put '/etc/a word' x",
    asks: "holds",
  },
  {
    title: "it is not so: the first command that fails ends each look, and its last line is the reason",
    step: waitCommand({ title, command: sh`printf 'a line\nno word\n'; note no; false; true`, ...span }),
    asks: "fails",
    code: 23,
    says: "last answer: no word.*no word, 4 tries.*there is a word; last: ",
    hides: "a line",
  },
  {
    title: "it becomes so a moment later",
    step: waitCommand({ title, command: sh`[[ -e /etc/${word} ]]`, within: minutes(10) }),
    world: "(/usr/bin/sleep 1; put '/etc/a word' x) </dev/null >/dev/null 2>&1 3>&- &",
    moves: "the file comes while it is waited for",
    asks: "changes",
    afterwards: "[[ -e '/etc/a word' ]]",
  },
  {
    title: "a status that means the end of other waits is only a no",
    step: waitCommand({ title, command: sh`(exit 9)`, ...span }),
    asks: "fails",
    code: 23,
    says: "the answer is no \\(status 9\\), 4 tries",
  },
  {
    title: "a warning where it does not become so",
    step: waitCommand({ title, command: sh`printf 'no word\n'; false`, otherwise: "warn", ...span }),
    asks: "holds",
    says: "wait-command warning .*no word, 4 tries.*wait-command ok",
  },
  {
    title: "as a user",
    step: waitCommand({ title, command: sh`[[ -e ${word} ]]`, asUser: "ubuntu", ...span }),
    world: "account ubuntu; put '/home/ubuntu/a word' x",
    asks: "holds",
  },
];
