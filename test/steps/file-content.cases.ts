import { lxcConfig, text } from "../../generator/model/text.ts";
import { fileContent } from "../../generator/steps/file-content.ts";
import type { Case } from "./case.ts";

export const kind = "file-content";
const path = "/etc/some/where.conf";
const content = "line\nit's $HOME\n";

export const cases: readonly Case[] = [
  {
    title: "made with mode and owner",
    step: fileContent({ path, content, mode: "0640", owner: "ubuntu", group: "adm" }),
    world: "account ubuntu",
    afterwards: `
      cmp ${path} <(printf "line\\nit's \\$HOME\\n")
      [[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]
      [[ $(ls -A /etc/some) == where.conf ]]`,
  },
  { title: "empty", step: fileContent({ path, content: "" }), afterwards: `[[ -f ${path} && ! -s ${path} ]]` },
  {
    title: "another content",
    step: fileContent({ path, content: "new" }),
    world: `put ${path} old`,
    afterwards: `[[ $(<${path}) == new ]]`,
  },
  {
    title: "another mode",
    step: fileContent({ path, content: "x\n", mode: "600" }),
    world: `put ${path} x`,
    afterwards: `[[ $(stat -c %a ${path}) == 600 ]]`,
  },
  {
    title: "a symbolic link becomes a file",
    step: fileContent({ path, content: "x\n" }),
    world: `put /etc/target x; mkdir /etc/some; ln -s /etc/target ${path}`,
    afterwards: `[[ -f ${path} && ! -L ${path} && $(</etc/target) == x ]]`,
  },
  {
    title: "run-time values",
    step: fileContent({ path, content: text`ip=${lxcConfig("ip")}!` }),
    values: { lxc_ip: "10.0.0.9 & 'more'" },
    afterwards: `[[ $(<${path}) == "ip=10.0.0.9 & 'more'!" ]]`,
  },
  { title: "as it should be", step: fileContent({ path, content: "x\n" }), world: `put ${path} x`, asks: "holds" },
  {
    title: "a directory is in the way",
    step: fileContent({ path, content: "x" }),
    world: `mkdir -p ${path}`,
    asks: "fails",
    code: 22,
    afterwards: "[[ $(ls -A /etc/some) == where.conf ]]",
  },
  {
    title: "no such owner",
    step: fileContent({ path, content: "x", owner: "nobody-here" }),
    asks: "fails",
    code: 22,
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
