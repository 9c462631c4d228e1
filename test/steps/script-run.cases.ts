import { sh } from "../../generator/model/shell.ts";
import { scriptRun } from "../../generator/steps/script-run.ts";
import type { Case } from "./case.ts";

export const kind = "script-run";
const script = '#!/bin/bash\nprintf "%s\\n" "$@" >/etc/made\n';
const words = ["a b", "", "-n", "it's"];
const afterwards = "[[ $(</etc/made) == $'a b\\n\\n-n\\nit\\'s' ]]";

export const cases: readonly Case[] = [
  { title: "a script's text, once", step: scriptRun({ script, arguments: words }), afterwards },
  { title: "with a check", step: scriptRun({ script, arguments: words, check: sh`test -e /etc/made` }), afterwards },
  {
    title: "one that is inside, once",
    step: scriptRun({ path: "/opt/a script", arguments: words }),
    world: `put '/opt/a script' '${script.trim()}'; chmod 755 '/opt/a script'`,
    afterwards,
  },
  {
    title: "one that is inside, with a check",
    step: scriptRun({ path: "/opt/x", check: sh`test -e /etc/made` }),
    world: `put /opt/x 'touch /etc/made'; chmod 755 /opt/x`,
  },
  {
    title: "it fails",
    step: scriptRun({ script: "exit 3" }),
    asks: "fails",
    code: 22,
    afterwards: "[[ ! -e /var/lib/phoenix-setup ]]",
  },
  { title: "there is none inside", step: scriptRun({ path: "/opt/none" }), asks: "fails", code: 22 },
  {
    title: "no first line: Bash",
    step: scriptRun({ script: "[[ a == a ]] && touch /etc/made" }),
    afterwards: "[[ -e /etc/made ]]",
  },
];
