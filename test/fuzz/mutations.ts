import { pool } from "./pool.ts";
import type { Random } from "./random.ts";

/** Changes a definition's source as a slip of the hand, a wrong copy or malice would. */
export type Mutation = (source: string, random: Random) => string;

const statements = [
  'throw new Error("mine");',
  "throw 5;",
  "throw { toString() { throw 1; } };",
  "const again = (): number => again(); again();",
  "process.exit(0);",
  "globalThis.process.kill(process.pid);",
  'Promise.reject(new Error("later"));',
  "setInterval(() => {}, 10);",
  "await Promise.resolve();",
  "undefined.x;",
  "JSON.parse('{');",
  "/(/;",
  "debugger;",
  'import "./nowhere.ts";',
  'import nothing from "no-such-package";',
  'import { nothing } from "phoenix-setup";',
  "export const another = template({ ctid: 1 } as never);",
  "export default 5;",
  'import next from "./950-vllm-qwen3-coder.ts"; void next;',
  'console.log("told");',
  "const process = 1;",
  "Object.freeze(Array.prototype);",
  "enum Kind { one }",
  "declare const x: number; x;",
  "label: for (;;) break label;",
  "class A { static #x = 1; @decorated y = 2 }",
  "export * from './host.ts';",
  "docker.contaner({});",
  "export type { Step } from 'phoenix-setup';",
];

const swaps = [
  ...[
    ["mib", "gib"],
    ["gib", "seconds"],
    ["seconds", "mib"],
    ["minutes", "gib"],
    ["template", "application"],
  ],
  ...[
    ["application", "template"],
    ["cloneOf", "unprivileged"],
    ["steps", "step"],
    ["docker", "dokcer"],
    ["host", "hots"],
  ],
  ...[
    ["{", "["],
    ["}", ""],
    ["(", ""],
    [",", ";"],
    ['"', "'"],
    ["`", ""],
    ["import", "imports"],
    ["default", ""],
  ],
  ...[
    ["../", ""],
    ["./", "../"],
    [".ts", ".js"],
    ["host.images.", "host.image."],
    ["...", ""],
    ["://", ":/"],
  ],
] as const;

const lines: Mutation = (source, random) => {
  const all = source.split("\n");
  const at = random.below(all.length);
  const other = random.below(all.length);
  const change: readonly (() => void)[] = [
    () => all.splice(at, 1),
    () => all.splice(at, 0, all[at] ?? ""),
    () => ([all[at], all[other]] = [all[other] ?? "", all[at] ?? ""]),
    () => all.splice(at, 1 + random.below(4)),
    () => all.splice(at, 0, random.pick(statements)),
    () => all.splice(random.oneIn(2) ? 0 : all.length, 0, random.pick(statements)),
  ];
  random.pick(change)();
  return all.join("\n");
};

/** Another value where a literal stands, or a made size or time. */
const literals: Mutation = (source, random) => {
  const found = [
    ...source.matchAll(/"(?:[^"\\\n]|\\.)*"|\b\d[\d_]*\b|\b(?:mib|gib|seconds|minutes)\(\d+\)|\btrue\b|\bfalse\b/g),
  ];
  if (found.length === 0) return source;
  const { index, 0: old } = random.pick(found);
  return `${source.slice(0, index)}${random.pick(pool).source}${source.slice(index + old.length)}`;
};

const swap: Mutation = (source, random) => {
  const possible = swaps.filter(([from]) => source.includes(from));
  if (possible.length === 0) return source;
  const [from, to] = random.pick(possible);
  const places = [...source.split(from).keys()].slice(1);
  const which = random.pick(places);
  const parts = source.split(from);
  return `${parts.slice(0, which).join(from)}${to}${parts.slice(which).join(from)}`;
};

const characters: Mutation = (source, random) => {
  const at = random.below(source.length + 1);
  const strange = [
    "\0",
    "\ufeff",
    "\u2028",
    "\ud800",
    "\r",
    "`",
    "${",
    "*/",
    "/*",
    "//",
    "<T>",
    "\\",
    "é",
    "#!",
    "\u202e",
    "@",
  ];
  const change = [
    () => source.slice(0, at) + source.slice(at + 1),
    () => source.slice(0, at) + random.pick(strange) + source.slice(at),
    () => source.slice(0, at),
    () => source.slice(at),
    () => source.slice(0, at) + source.slice(random.below(source.length)),
    () => source.replaceAll("\n", "\r\n"),
    () => `\ufeff${source}`,
  ];
  return random.pick(change)();
};

/** Of a name that stands in several places, one is another. */
const names: Mutation = (source, random) => {
  const found = [...source.matchAll(/\b[a-zA-Z]\w{2,}\b/g)];
  if (found.length === 0) return source;
  const { index, 0: old } = random.pick(found);
  const changed = random.pick([
    old.slice(1),
    `${old}s`,
    old.split("").reverse().join(""),
    random.pick(found)[0],
    "constructor",
    "__proto__",
    "undefined",
  ]);
  return `${source.slice(0, index)}${changed}${source.slice(index + old.length)}`;
};

/** One to three changes, mostly small ones. */
export function mutated(source: string, random: Random): string {
  let text = source;
  for (let n = 1 + random.below(3); n > 0; n--)
    text = random.weighted<Mutation>([
      [4, literals],
      [3, lines],
      [3, swap],
      [2, names],
      [2, characters],
    ])(text, random);
  return text;
}
