import { spawnSync } from "node:child_process";
import { readBash } from "./commands.ts";
import type { Command, List } from "./nodes.ts";
import { commandsOf, visits } from "./walk.ts";

const PRINT =
  'compgen -A function | while read -r name; do printf "%s\\0" "$name"; declare -f "$name"; printf "\\0"; done';

/** The functions that Bash declares when it reads a text, each as Bash prints it. */
export function declaredBy(text: string): Map<string, string> {
  const out = bash(`source <(cat) || exit; ${PRINT}`, text);
  const fields = out.split("\0").slice(0, -1);
  return new Map(fields.flatMap((name, i) => (i % 2 === 0 ? [[name, fields[i + 1] ?? ""]] : [])));
}

/** Those of these functions, as Bash has printed them, that Bash cannot read again, or reads as something else. */
export function unreadable(printed: readonly string[]): string[] {
  const check = 'n=0; while IFS= read -r -d "" text; do bash -n <<<"$text" || printf "%s\\0" "$n"; n=$((n + 1)); done';
  const numbers = bash(check, printed.map((text) => `${text}\0`).join(""))
    .split("\0")
    .slice(0, -1);
  const several = printed.filter((text, i) => !numbers.includes(String(i)) && readBash(text).list.length !== 1);
  return [...numbers.map((number) => printed[Number(number)] ?? ""), ...several];
}

function bash(program: string, input: string): string {
  const env = { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8" };
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "--noprofile", "-c", program], {
    env,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`bash ends with ${status}: ${stderr}`);
  return stdout;
}

/** A word of a script that is, or could become, the name of a function. */
export interface Mention {
  readonly name: RegExp | string;
  /** Whether it is what is called, not an argument. */
  readonly called: boolean;
  /** Whether it stands in a text, such as that of a program. */
  readonly quoted: boolean;
  /** The function in which it stands. */
  readonly within: string | undefined;
  readonly line: number;
}

/** Every word of the commands of a script that is a name, also one that is put together. */
export const mentionsIn = (list: List): Mention[] =>
  [...visits(list)].flatMap(({ statement, function: around }) =>
    commandsOf(statement)
      .flatMap(wordsOf)
      .flatMap(({ text, line, called }): Mention[] => {
        const given = { called, within: around?.name, line };
        const name = nameIn(text.replace(/^\w+=/, ""));
        return name === undefined
          ? namesIn(text).map((one) => ({ ...given, name: one, quoted: true }))
          : [{ ...given, name, quoted: false }];
      }),
  );

function wordsOf(command: Command): { text: string; line: number; called: boolean }[] {
  if (command.kind === "coproc" || command.kind === "function") return wordsOf(command.of);
  if (command.kind === "for") return command.words.map((word) => ({ ...word, called: false }));
  if (command.kind !== "simple") return [];
  return [...command.assignments, ...command.words]
    .filter(({ text }) => !LISTS.test(text))
    .flatMap((word) => (word.elements.length > 0 ? word.elements : [word]))
    .map(({ text, line }) => ({ text, line, called: text === command.words[0]?.text }));
}

/** What goes along into the container: being in these lists is no use. */
const LISTS = /^(?:functions|variables)=\(/;

/** Names in a text, but for plain words; what a word runs is looked at by itself. */
const namesIn = (text: string): string[] =>
  /['"]/.test(text) && !text.includes("$(") ? (text.replaceAll("\\n", " ").match(/(?<![\w$])[a-z]+_\w+/g) ?? []) : [];

function nameIn(text: string): string | RegExp | undefined {
  if (/^[A-Za-z_]\w*$/.test(text)) return text;
  const [, inner] = /^"?([\w${}/-]+)"?$/.exec(text) ?? [];
  if (inner === undefined) return undefined;
  const pattern = inner.replace(/\$\{[^}]*\}|\$\w/g, "\\w+");
  return /^[\w+\\]+$/.test(pattern) && /[a-z]{3}/.test(pattern.replace(/\\w\+/g, ""))
    ? new RegExp(`^${pattern}$`)
    : undefined;
}
