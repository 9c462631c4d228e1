import { sh } from "../../generator/dsl/shell.ts";
import { fileOutput } from "../../generator/steps/kinds/file-output.ts";
import type { Case } from "./case.ts";

export const kind = "file-output";
const path = "/etc/some/where.list";
const step = fileOutput({ path, command: sh`sort ${"/opt/app/-x y"}`, mode: "0640", owner: "ubuntu", group: "adm" });
const world = "account ubuntu; put '/opt/app/-x y' $'b\\na'";
const sorted = `[[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]; cmp ${path} <(printf 'a\\nb\\n')`;

export const cases: readonly Case[] = [
  { title: "made", step, world, afterwards: sorted },
  {
    title: "the command fails, in its middle: the file stays",
    step: fileOutput({ path, command: sh`printf new; false; printf more` }),
    world: `put ${path} old`,
    asks: "fails",
    code: 22,
    says: "its command ended with 1",
    afterwards: `[[ $(<${path}) == old ]]`,
  },
  { title: "it prints something else now", step, world: `${world}; put ${path} old`, afterwards: sorted },
  {
    title: "what differs is told",
    step: fileOutput({ path, command: sh`echo new` }),
    world: `put ${path} old`,
    asks: "differs",
    says: "-old\n.*\\+new\n.*other content",
  },
  {
    title: "it prints the same",
    step: fileOutput({ path, command: sh`echo same` }),
    world: `put ${path} x; echo same >${path}`,
    asks: "holds",
  },
  {
    title: "any bytes, but nothing of what is noted or goes to standard error",
    step: fileOutput({ path, command: sh`note "reading"; echo warned >&2; printf 'a\0b\377\n\n'` }),
    says: "warned",
    afterwards: `cmp ${path} <(printf 'a\\0b\\377\\n\\n')`,
  },
  {
    title: "as a user",
    step: fileOutput({ path, command: sh`printf %s "$HOME"`, asUser: "ubuntu" }),
    world: "account ubuntu",
    afterwards: `[[ $(<${path}) == /home/ubuntu ]]`,
  },
  {
    title: "it never prints the same twice",
    step: fileOutput({ path, command: sh`cat /proc/sys/kernel/random/uuid` }),
    asks: "fails",
    code: 28,
  },
];
