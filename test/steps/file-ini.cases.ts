import { lxcConfig } from "../../generator/dsl/text.ts";
import { fileIni } from "../../generator/steps/kinds/file-ini.ts";
import type { Case } from "./case.ts";

export const kind = "file-ini";
const path = "/etc/app.conf";
const step = fileIni({ path, merge: { "": { top: 1 }, web: { port: 80, "log level": "a = b; c", old: null } } });
const has = (content: string) => `cmp ${path} <(printf '${content}')`;

export const cases: readonly Case[] = [
  {
    title: "no file",
    step,
    afterwards: `${has("top=1\\n\\n[web]\\nport=80\\nlog level=a = b; c\\n")}; [[ $(stat -c '%a %U' ${path}) == '644 root' ]]`,
  },
  {
    title: "keys in their places, all else stays",
    step,
    world: `account ubuntu; put ${path} $'# top = 0\\ntop = 0\\n\\n[other]\\nport = 1\\n\\n[ web ]\\n; port = 2\\n\\tport = 3\\nold = x\\n  more\\nport=4\\n\\n[last]\\nport = 5'; chmod 640 ${path}; chown ubuntu ${path}`,
    afterwards: `
      ${has("# top = 0\\ntop = 1\\n\\n[other]\\nport = 1\\n\\n[ web ]\\n; port = 2\\n\\tport = 80\\nlog level = a = b; c\\n\\n[last]\\nport = 5\\n")}
      [[ $(stat -c '%a %U' ${path}) == '640 ubuntu' ]]`,
    faults: true,
  },
  {
    title: "a value of several lines",
    step: fileIni({ path, merge: { a: { list: "x" } } }),
    world: `put ${path} $'[a]\\nlist =\\n  one\\n  two\\n# end\\nb = 1'`,
    afterwards: has("[a]\\nlist =x\\n# end\\nb = 1\\n"),
  },
  {
    title: "a key without a value gets one",
    step: fileIni({ path, merge: { a: { flag: "on" } } }),
    world: `put ${path} $'[a]\\nflag'`,
    afterwards: has("[a]\\nflag=on\\n"),
  },
  {
    title: "a key that others begin with",
    step: fileIni({ path, merge: { a: { "x.y": 2 } } }),
    world: `put ${path} $'[a]\\nx.yz = 1\\nxxy = 1'`,
    afterwards: has("[a]\\nx.yz = 1\\nxxy = 1\\nx.y = 2\\n"),
  },
  {
    title: "a separator of its own for a new line",
    step: fileIni({ path, merge: { a: { b: 2 } }, separator: " = " }),
    world: `put ${path} $'[a]\\nc=1'`,
    afterwards: has("[a]\\nc=1\\nb = 2\\n"),
  },
  {
    title: "it is so",
    step,
    world: `put ${path} $'top=1\\n[web]\\nport   =   80\\nlog level = a = b; c'`,
    asks: "holds",
  },
  {
    title: "it is so, in a file whose last line has no end",
    step: fileIni({ path, merge: { a: { b: 1 } } }),
    world: `printf '[a]\\nb=1' >${path}`,
    asks: "holds",
  },
  { title: "no file, and keys to be without", step: fileIni({ path, merge: { a: { b: null } } }), asks: "holds" },
  {
    title: "what differs is told",
    step: fileIni({ path, merge: { a: { b: 2 } } }),
    world: `put ${path} $'[a]\\nb=1'`,
    asks: "differs",
    says: "-b=1\n\\+b=2\n",
  },
  {
    title: "run-time values",
    step: fileIni({ path, merge: { a: { b: lxcConfig("b") } }, mode: "0600" }),
    values: { lxc_b: "$x @y \\1 'z'" },
    afterwards: `[[ $(<${path}) == $'[a]\\nb=$x @y \\\\1 \\'z\\'' && $(stat -c %a ${path}) == 600 ]]`,
  },
];
