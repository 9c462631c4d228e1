import { sh } from "../../generator/dsl/shell.ts";
import { command } from "../../generator/steps/kinds/command.ts";
import { scriptRun } from "../../generator/steps/kinds/script-run.ts";
import { type Field, inFolder } from "./field.ts";

const there = "grep --quiet ubuntu /etc/passwd || account ubuntu";
const copies = '#!/bin/sh\ncat "$0" >/tmp/said; exit\n';

/** What reaches the Bash of another user, which reads it from a pipe, and what guards a command. */
export const fields: readonly Field[] = [
  {
    kind: "command",
    field: "apply, as a user",
    step: (text) => command({ title: "x", asUser: "ubuntu", check: sh`true`, apply: sh`printf %s ${text} >/tmp/said` }),
    world: there,
    see: "content /tmp/said",
  },
  {
    kind: "command",
    field: "creates",
    fit: inFolder,
    step: (text) => command({ title: "x", creates: `/tmp/x${text}`, apply: sh`true` }),
    part: "check",
    world: ': >"/tmp/x$expected"',
    see: "true",
  },
  {
    kind: "script-run",
    field: "script, as a user",
    step: (text) => scriptRun({ script: `${copies}${text}`, asUser: "ubuntu", check: sh`true` }),
    world: there,
    see: `content /tmp/said '${copies}'`,
  },
  {
    kind: "script-run",
    field: "arguments, as a user",
    step: (text) =>
      scriptRun({
        script: '#!/bin/sh\nprintf %s "$1" >/tmp/said',
        arguments: [text],
        asUser: "ubuntu",
        check: sh`true`,
      }),
    world: there,
    see: "content /tmp/said",
  },
];
