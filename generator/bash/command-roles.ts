import type { Filling } from "./filling.ts";
import { textOf } from "./neighbours.ts";
import { programRoles } from "./program-roles.ts";
import { nameOf, programOf, type Refusal, touching, unknown } from "./refusal.ts";
import { type CommandWord, type Role, testRoles } from "./test-roles.ts";

/** The roles of the arguments of a builtin. */
type Roles = (words: readonly CommandWord[]) => readonly Role[];

const every =
  (refusal: Refusal): Roles =>
  (words) =>
    words.map(() => ({ refusal }));

/** Every word is a name but for what belongs to these options. */
const names =
  (reader: string, data: string, from = 0): Roles =>
  (words) => {
    let isData = false;
    return words.map(({ text = "" }, i) => {
      const role: Role = isData || i < from ? {} : { refusal: nameOf(reader) };
      const first =
        isData || !/^-\w/.test(text) ? -1 : [...text].findIndex((letter, at) => at > 0 && data.includes(letter));
      isData = first > 0 && first === text.length - 1;
      return role;
    });
  };

const evaluated = (reader: string): Roles =>
  every(programOf(reader, "run the command itself, with x=${…} first where it needs the value"));

const BUILTINS: Readonly<Record<string, Roles>> = {
  eval: evaluated("eval"),
  trap: evaluated("trap"),
  alias: evaluated("alias"),
  complete: evaluated("complete"),
  compgen: evaluated("compgen"),
  compopt: evaluated("compopt"),
  bind: evaluated("bind"),
  fc: evaluated("fc"),
  enable: evaluated("enable"),
  let: every(nameOf("let")),
  unset: every(nameOf("unset")),
  read: names("read", "dinNptu"),
  mapfile: names("mapfile", "dnOsu"),
  readarray: names("readarray", "dnOsu"),
  getopts: (words) => words.map((_, i) => (i < 2 ? { refusal: nameOf("getopts") } : {})),
  wait: (words) =>
    words.map((_, i) =>
      /^-\w*p$/.test(words[i - 1]?.text ?? "") ? { refusal: nameOf("wait -p") } : { check: noOption },
    ),
  ".": sourced,
  source: sourced,
  test: testRoles,
  "[": (words) => [...testRoles(words.slice(0, -1)), {}],
  set: (words) => {
    const end = words.findIndex(({ text }) => text === "--" || text === "-");
    return words.map((_, i) =>
      end >= 0 && i > end ? { list: true } : { refusal: unknown("set reads it as an option; write set -- … ") },
    );
  },
  printf,
  echo: (words) =>
    words.map((_, i) => (words.slice(0, i).every(({ text = "" }) => /^-[neE]+$/.test(text)) ? { check: echoed } : {})),
};

function sourced(words: readonly CommandWord[]): readonly Role[] {
  return words.map((_, i) => (i === 0 ? { refusal: programOf("Bash", 'write x=${…} first, then . "$x"') } : {}));
}

const FORMAT = touching("is the format of printf, in which % and \\ are instructions", "write printf '%s' ${…}");

function printf(words: readonly CommandWord[]): readonly Role[] {
  let format = 0;
  const roles: Role[] = words.map(() => ({}));
  if (words[0]?.text === "-v") {
    roles[1] = { refusal: nameOf("printf -v") };
    format = 2;
  }
  if (words[format]?.text === "--") format++;
  roles[format] = { check: () => FORMAT, shallow: undefined };
  return roles;
}

const noOption = (filling: Filling): Refusal | undefined =>
  textOf(filling)?.startsWith("-") ? unknown("what begins with - is an option there") : undefined;

const echoed = (filling: Filling): Refusal | undefined =>
  /^-[neE]+$/.test(textOf(filling) ?? "")
    ? touching("is an option to echo, and would not be printed", "write printf '%s\\n' ${…}")
    : undefined;

/** Where the command proper begins, behind `command` and `builtin`; beyond the end if nothing is run. */
function begin(words: readonly CommandWord[]): number {
  let i = 0;
  for (; words[i]?.text === "command" || words[i]?.text === "builtin"; i++)
    while (/^-/.test(words[i + 1]?.text ?? "")) if (/[vV]/.test(words[++i]?.text ?? "")) return words.length;
  return i;
}

/** The name of the command that is run, if that is known. */
export const nameIn = (words: readonly CommandWord[]): string | undefined => {
  const word = words[begin(words)];
  return word?.text ?? (word?.filling && textOf(word.filling));
};

/** The roles of all words of a command, the first of which is its name. */
export function commandRoles(words: readonly CommandWord[]): Role[] {
  const from = begin(words);
  const proper = words
    .slice(from)
    .map((word): CommandWord => ({ ...word, text: word.text ?? (word.filling && textOf(word.filling)) }));
  const name = proper[0]?.text ?? "";
  const own = Object.hasOwn(BUILTINS, name) ? (BUILTINS[name]?.(words.slice(from + 1)) ?? []) : [];
  const programs = programRoles(proper);
  return words.map((_, i) => {
    const at = i - from;
    const role = programs.get(at) ?? own[at - 1] ?? {};
    return { list: true, ...role };
  });
}
