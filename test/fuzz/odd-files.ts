import type { Case, Content } from "./cases.ts";
import type { Random } from "./random.ts";

const NAMES = [
  ...[
    "a b",
    "$(touch x)",
    "it's",
    "`id`",
    "é",
    "漢",
    "x\ny",
    "a#b",
    "a?b",
    "a%41",
    "-rf",
    "x.test",
    "a\\b",
    'q"q',
    "a:5:3",
    "[x]",
    "{a,b}",
    "*",
  ],
  ...["\u202ex", "\u0007", "a\tb", "~", "x".repeat(200), ".ts", "a&b", "a;b", "a|b", "=", "@", "node_modules"],
];

const CONTENTS: readonly Content[] = [
  ...[
    "",
    " ",
    "\n",
    "#!/usr/bin/env node\n",
    "export {};",
    "export default null;",
    "export default {};",
    "export default [];",
    "export default () => 5;",
  ],
  ...[
    'export { default } from "./host.ts";',
    'export * from "./900-base-template.ts";',
    'export { default } from "./900-base-template.ts";',
  ],
  ...[
    'import x from "./self.ts"; export default x;',
    'import data from "../package.json"; export default data;',
    "module.exports = 5;",
    "exports.default = 5;",
  ],
  ...[
    'import { readFileSync } from "node:fs"; export default readFileSync("/nowhere");',
    'import * as all from "phoenix-setup"; export default all;',
  ],
  ...[
    "export default class {}",
    "export default async () => 1;",
    "export default import('./host.ts');",
    "export default require('./host.ts');",
    "export default eval('1');",
  ],
  ...[
    'import { host } from "phoenix-setup"; export default host({} as never);',
    'import { host } from "phoenix-setup"; export default host();',
  ],
  ...[
    'import { application } from "phoenix-setup"; export default application();',
    'import { template } from "phoenix-setup"; export default template(null);',
  ],
  ...[
    'import { application } from "phoenix-setup"; export default application(new Proxy({}, { get() { throw 1; } }));',
  ],
  ...[
    'import { application } from "phoenix-setup"; export default application({ steps: [{ kind: "x", view: {} }, null, 5] } as never);',
  ],
  ...['import { application } from "phoenix-setup"; const o = {}; o.cloneOf = o; export default application(o);'],
  ...[
    'import * as helper from "helper"; export default helper.make();',
    'import "helper/throws";',
    'import "helper/cycle";',
  ],
  ...[
    "export default {\n",
    "<div/>",
    "const x: = 5;",
    "\u2028",
    "export const enum E { a }",
    "export = 5;",
    "import x = require('y');",
    "@x class A {}",
    "\ufeffexport default 1;",
  ],
  ...[
    Uint8Array.of(0xff, 0xfe, 0x00, 0x41),
    Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0),
    Buffer.from("// \xe9\nexport default 1;\n", "latin1"),
  ],
  ...[
    { link: "nowhere.ts" },
    { link: "900-base-template.ts" },
    { link: "." },
    { link: "/dev/zero" },
    "a folder" as const,
    "a pipe" as const,
  ],
];

const HELPER: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "helper", "version": "1.0.0", "main": "index.js" }',
  "index.js": 'const { command } = require("phoenix-setup");\nexports.make = () => command({ title: 5 });\n',
  "throws.js": 'throw new TypeError("from a package");\n',
  "cycle.js": 'require("./cycle.js");\n',
};

/** Files that are no definitions, or not where or what one would think. */
export function odd(own: Readonly<Record<string, string>>, random: Random): Case["files"] {
  const number = random.pick(["101", "950", "99", "1000000000", "0x1", "007", ""]);
  const name = random.oneIn(3)
    ? `${number}-${random.pick(NAMES)}.ts`
    : random.pick([
        "101-x.ts",
        "host.ts",
        "self.ts",
        "102-self.ts",
        "900-base-template.ts",
        "910-portainer.ts",
        "x.d.ts",
        "shared.ts",
      ]);
  const whole = random.pick(Object.values(own));
  const base = random.oneIn(3) ? {} : own;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(HELPER).map(([file, text]) => [`node_modules/helper/${file}`, text])),
    "package.json": "{}",
    [`definitions/${name}`]: random.oneIn(4) ? whole : random.pick(CONTENTS),
  };
}
