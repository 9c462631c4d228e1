import { lxcConfig, text } from "../../generator/dsl/text.ts";
import { fileContent } from "../../generator/steps/kinds/file-content.ts";
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
    title: "what differs is told",
    step: fileContent({ path, content: "a\nnew\n" }),
    world: `put ${path} $'a\\nold'`,
    asks: "differs",
    says: "\n a\n-old\n\\+new\n.*has other content",
  },
  {
    title: "a long difference is cut",
    step: fileContent({ path, content: "new\n" }),
    world: `put ${path} "$(seq 100)"`,
    asks: "differs",
    says: "\n-37\n…\n",
  },
  {
    title: "what others may not read is not told",
    step: fileContent({ path, content: "new\n", mode: "0600" }),
    world: `put ${path} old`,
    asks: "differs",
    hides: "old|new",
  },
  {
    title: "what others could not read before is not told",
    step: fileContent({ path, content: "new\n" }),
    world: `put ${path} old; chmod 600 ${path}`,
    asks: "differs",
    says: "is 600 root root instead of 644",
    hides: "old|new",
  },
  {
    title: "a secret",
    step: fileContent({ path, content: "the_secret", mode: "0600" }),
    world: `put ${path} old`,
    secret: "the_secret",
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
    title: "once: made",
    step: fileContent({ path, content, mode: "0640", owner: "ubuntu", group: "adm", once: true }),
    world: "account ubuntu",
    afterwards: `
      cmp ${path} <(printf "line\\nit's \\$HOME\\n")
      [[ $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]`,
  },
  {
    title: "once: what a program has written stays, and gets owner and mode",
    step: fileContent({ path, content: "", mode: "0640", owner: "ubuntu", group: "adm", once: true }),
    world: `account ubuntu; put ${path} data`,
    afterwards: `[[ $(<${path}) == data && $(stat -c '%a %U %G' ${path}) == '640 ubuntu adm' ]]`,
  },
  {
    title: "once: what a program has written is no difference",
    step: fileContent({ path, content: "x", once: true }),
    world: `put ${path} data`,
    asks: "holds",
    afterwards: `[[ $(<${path}) == data ]]`,
  },
  {
    title: "once: a link is not replaced, and what it leads to stays as it is",
    step: fileContent({ path, content: "x", mode: "0640", once: true }),
    world: `put /etc/target data; mkdir /etc/some; ln -s /etc/target ${path}`,
    asks: "fails",
    code: 22,
    says: `${path} is not a regular file, and nothing replaces it`,
    afterwards: `[[ $(stat -c %a /etc/target) == 644 && $(</etc/target) == data && -L ${path} ]]`,
  },
  {
    title: "no such owner",
    step: fileContent({ path, content: "x", owner: "nobody-here" }),
    asks: "fails",
    code: 22,
    afterwards: `[[ ! -e ${path} ]]`,
  },
];
