import { sh } from "../../generator/dsl/shell.ts";
import { lxcConfig } from "../../generator/dsl/text.ts";
import { scriptRun } from "../../generator/steps/kinds/script-run.ts";
import type { Case } from "./case.ts";

export const kind = "script-run";
const script = '#!/bin/bash\nprintf "%s\\n" "$@" >/etc/made\n';
const earlier = scriptRun({ script: ":" });
const again = scriptRun({ path: "/opt/x", check: sh`[[ -e /etc/made ]]`, runOn: [earlier] });
const due = `/var/lib/phoenix-setup/due-${again.restartOn[0]?.unit}`;
const words = ["a b", "", "-n", "it's"];
const afterwards = "[[ $(</etc/made) == $'a b\\n\\n-n\\nit\\'s' ]]";

export const cases: readonly Case[] = [
  { title: "a script's text, once", step: scriptRun({ script, arguments: words }), afterwards },
  { title: "with a check", step: scriptRun({ script, arguments: words, check: sh`test -e /etc/made` }), afterwards },
  {
    title: "with a check that warns",
    step: scriptRun({ script, check: sh`warn careful; test -e /etc/made` }),
    says: "careful",
  },
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
  {
    title: "as a user, once",
    step: scriptRun({ script: 'printf "%s\\n" "$@" "$USER" >made', arguments: words, asUser: "ubuntu" }),
    world: "account ubuntu",
    afterwards: "[[ $(</home/ubuntu/made) == $'a b\\n\\n-n\\nit\\'s\\nubuntu' ]]",
  },
  {
    title: "one that is inside, as a user",
    step: scriptRun({ path: "/opt/a script", arguments: [lxcConfig("model")], asUser: "ubuntu" }),
    world: `account ubuntu; put '/opt/a script' '#!/bin/bash\nprintf %s "$1" >made'; chmod 755 '/opt/a script'`,
    values: { lxc_model: "a 'model'" },
    afterwards: `[[ $(</home/ubuntu/made) == "a 'model'" ]]`,
  },
  {
    title: "what it creates",
    step: scriptRun({ script: "touch /etc/made", creates: "/etc/made" }),
    afterwards: "[[ -e /etc/made && ! -e /var/lib/phoenix-setup ]]",
  },
  {
    title: "when what it runs on has changed",
    step: again,
    world: `put /opt/x 'echo new >/etc/made'; chmod 755 /opt/x; put /etc/made old; put ${due} ''`,
    afterwards: `[[ $(</etc/made) == new && ! -e ${due} ]]`,
    says: "what it runs on has changed",
  },
];
