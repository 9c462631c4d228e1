import { lxcConfig, text } from "../../generator/dsl/text.ts";
import { fileLine } from "../../generator/steps/kinds/file-line.ts";
import type { Case } from "./case.ts";

export const kind = "file-line";
const path = "/etc/ssh/sshd_config";
const line = "PermitRootLogin no";
const replaces = /^#?\s*PermitRootLogin\b/;
const has = (content: string) => `cmp ${path} <(printf '${content}')`;

export const cases: readonly Case[] = [
  {
    title: "no file",
    step: fileLine({ path, line }),
    afterwards: `${has("PermitRootLogin no\\n")}; [[ $(stat -c '%a %U' ${path}) == '644 root' ]]`,
  },
  {
    title: "put at the end, and owner and mode stay",
    step: fileLine({ path, line }),
    world: `account ubuntu; put ${path} '# one'; chmod 640 ${path}; chown ubuntu ${path}`,
    afterwards: `${has("# one\\nPermitRootLogin no\\n")}; [[ $(stat -c '%a %U' ${path}) == '640 ubuntu' ]]`,
    faults: true,
  },
  {
    title: "put after a last line that has no end",
    step: fileLine({ path, line }),
    world: `printf 'x' >${path}`,
    afterwards: has("x\\nPermitRootLogin no\\n"),
  },
  {
    title: "in place of the first that it replaces, of which no other stays",
    step: fileLine({ path, line, replaces }),
    world: `put ${path} $'a\\n#PermitRootLogin yes\\nb\\nPermitRootLogin yes\\nPermitRootLogin no way\\nc'`,
    afterwards: has("a\\nPermitRootLogin no\\nb\\nc\\n"),
  },
  {
    title: "there, beside another that it replaces",
    step: fileLine({ path, line, replaces }),
    world: `put ${path} $'#PermitRootLogin yes\\nPermitRootLogin no'`,
    afterwards: has("PermitRootLogin no\\n"),
  },
  {
    title: "in place of what begins with a text, whatever that would mean to a regular expression",
    step: fileLine({ path, line: "a.b = 2", replaces: "a.b " }),
    world: `put ${path} $'axb = 1\\na.b = 1'`,
    afterwards: has("axb = 1\\na.b = 2\\n"),
  },
  {
    title: "letters large or small",
    step: fileLine({ path, line, replaces: /^permitrootlogin /i }),
    world: `put ${path} 'PERMITROOTLOGIN yes'`,
    afterwards: has("PermitRootLogin no\\n"),
  },
  {
    title: "what differs is told",
    step: fileLine({ path, line, replaces }),
    world: `put ${path} 'PermitRootLogin yes'`,
    asks: "differs",
    says: ".*-PermitRootLogin yes\n\\+PermitRootLogin no\n.*has other lines",
  },
  {
    title: "what others may not read is not told",
    step: fileLine({ path, line: "new" }),
    world: `put ${path} old; chmod 600 ${path}`,
    asks: "differs",
    hides: "old|new",
  },
  {
    title: "it is so",
    step: fileLine({ path, line, replaces }),
    world: `put ${path} $'a\\nPermitRootLogin no\\nb'`,
    asks: "holds",
  },
  {
    title: "it is so, in the last line, which has no end",
    step: fileLine({ path, line }),
    world: `printf 'PermitRootLogin no' >${path}`,
    asks: "holds",
  },
  {
    title: "another mode",
    step: fileLine({ path, line, mode: "0600" }),
    world: `put ${path} '${line}'`,
    afterwards: `[[ $(stat -c %a ${path}) == 600 ]]`,
  },
  {
    title: "a link stays one",
    step: fileLine({ path, line }),
    world: `put /srv/real x; ln -s /srv/real ${path}`,
    afterwards: `[[ -L ${path} && $(</srv/real) == $'x\\n${line}' ]]`,
  },
  {
    title: "a line to be without",
    step: fileLine({ path, absent: "a.c" }),
    world: `put ${path} $'abc\\na.c\\na.c '`,
    afterwards: has("abc\\na.c \\n"),
  },
  {
    title: "all lines of a form to be without",
    step: fileLine({ path, absent: replaces }),
    world: `put ${path} $'#PermitRootLogin yes\\nx\\nPermitRootLogin no'`,
    afterwards: has("x\\n"),
  },
  { title: "no file, and a line to be without", step: fileLine({ path, absent: "x" }), asks: "holds" },
  {
    title: "not there, as it should be",
    step: fileLine({ path, absent: "x" }),
    world: `put ${path} xx`,
    asks: "holds",
  },
  {
    title: "run-time values",
    step: fileLine({ path, line: text`ip ${lxcConfig("ip")}`, replaces: "ip " }),
    world: `put ${path} 'ip x'`,
    values: { lxc_ip: "$&@x \\1" },
    afterwards: `[[ $(<${path}) == 'ip $&@x \\1' ]]`,
  },
  {
    title: "bytes that are no text stay",
    step: fileLine({ path, line }),
    world: `printf '\\377\\000\\r\\n' >${path}`,
    afterwards: has("\\377\\000\\r\\nPermitRootLogin no\\n"),
  },
  {
    title: "a folder is in the way",
    step: fileLine({ path, line }),
    world: `mkdir -p ${path}`,
    asks: "fails",
    code: 22,
  },
];
