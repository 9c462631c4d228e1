import { systemEnvironment } from "../../generator/steps/kinds/system-environment.ts";
import type { Case } from "./case.ts";

export const kind = "system-environment";
const step = systemEnvironment({
  variables: { JAVA_HOME: "/opt/java", OPTIONS: '-Da="b c" $HOME', NAME: "it's", GONE: null },
  profile: "java",
});
const lines = String.raw`JAVA_HOME=/opt/java\nOPTIONS='-Da="b c" $HOME'\nNAME="it's"`;
const holds = (text: string) => `cmp /etc/environment <(printf '%b\\n' ${word(text)})`;
const puts = (text: string) => `printf '%b\\n' ${word(text)} >/etc/environment`;
function word(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
const shells = ["bash", "dash"]
  .map(
    (shell) =>
      `[[ $(${shell} -c '. /etc/profile.d/java.sh; printf "%s|%s|%s" "$JAVA_HOME" "$OPTIONS" "$NAME"') == '/opt/java|-Da="b c" $HOME|it'\\''s' ]]
       [[ $(${shell} -c '. /etc/environment; printf "%s|%s|%s" "$JAVA_HOME" "$OPTIONS" "$NAME"') == '/opt/java|-Da="b c" $HOME|it'\\''s' ]]`,
  )
  .join("\n");

export const cases: readonly Case[] = [
  {
    title: "neither file is there; shells read from both what was meant",
    step,
    afterwards: `${holds(lines)}\n${shells}\n[[ $(stat -c '%a %U' /etc/environment /etc/profile.d/java.sh | xargs) == '644 root 644 root' ]]`,
  },
  {
    title: "other lines, older values, one twice, one to go",
    step,
    world: puts(
      'PATH="/usr/bin"\\n# JAVA_HOME=/mine\\n export JAVA_HOME=/usr/lib/jvm\\nGONE=x\\nJAVA_HOMES=2\\nNAME=old\\nJAVA_HOME=/twice\\nLANG=C',
    ),
    says: "[-]NAME=old",
    afterwards: holds(
      String.raw`PATH="/usr/bin"\n# JAVA_HOME=/mine\nJAVA_HOME=/opt/java\nJAVA_HOMES=2\nNAME="it's"\nLANG=C\nOPTIONS='-Da="b c" $HOME'`,
    ),
  },
  {
    title: "without a file for login shells",
    step: systemEnvironment({ variables: { A: "1" } }),
    world: "printf 'B=2' >/etc/environment",
    afterwards: `${holds("B=2\\nA=1")}\n[[ ! -e /etc/profile.d ]]`,
  },
  {
    title: "a file for login shells that says something else",
    step,
    world: `${puts(lines)}; put /etc/profile.d/java.sh 'export JAVA_HOME=/old'`,
    says: "[-]export JAVA_HOME=/old",
    afterwards: shells,
  },
  {
    title: "as it should be",
    step: systemEnvironment({ variables: { A: "1", GONE: null } }),
    world: puts("A=1\\nB=2"),
    asks: "holds",
  },
  {
    title: "a folder is in its place",
    step,
    world: "mkdir /etc/environment",
    asks: "fails",
    code: 22,
    says: "environment is not a regular file",
  },
];
