import type { Command, Script, Use, Word } from "./nodes.ts";
import type { Breach } from "./rules.ts";
import { allCommands, commandsOf, type FunctionCommand, functionsOf, type SimpleCommand, wordsOf } from "./walk.ts";

const DECLARING = ["local", "declare", "typeset", "readonly"];
const NAME = /^[A-Za-z_]\w*$/;
/** Positional and special parameters, and what is upper-case: constants, and what Bash and the environment give. */
const FREE = /^(?:\d+|[@*#?$!-]|[A-Z_][A-Z0-9_]*)$/;

/** The variables that a script declares outside its functions, each with the line of its comment's neighbour. */
export function globalsOf({ list, comments }: Script): (Use & { readonly commented: boolean })[] {
  const lines = new Set(comments.map(({ line }) => line));
  return list.flatMap(commandsOf).flatMap((command) => {
    if (command.kind !== "simple" || !onlyAssigns(command)) return [];
    const commented = lines.has(command.line) || lines.has(command.line - 1);
    // Those that follow each other may share the comment above the first.
    if (commented) lines.add(command.end);
    return setsOf(command).map((use) => ({ ...use, commented }));
  });
}

const onlyAssigns = ({ words }: SimpleCommand): boolean =>
  words.length === 0 || ["declare", "readonly", "export"].includes(words[0]?.text ?? "");

/** R5: each global has a comment. */
export const commentedGlobals = (script: Script): Breach[] =>
  globalsOf(script).flatMap(({ name, line, commented }) =>
    commented
      ? []
      : [
          {
            line,
            rule: "R5",
            what: `the global '${name}' has no comment, neither in its line nor above it and its like`,
          },
        ],
  );

/** R5: what a function reads or sets is its own, or one of `globals`. */
export const variables = (script: Script, globals: ReadonlySet<string>): Breach[] =>
  functionsOf(script.list).flatMap((command) => {
    const { reads, sets } = foreignUses(command);
    const wrong = (uses: readonly Use[], verb: string): Breach[] =>
      uses
        .filter(({ name }) => !globals.has(name) && !FREE.test(name))
        .map(({ name, line }) => ({
          line,
          rule: "R5",
          what: `${command.name} ${verb} '${name}', which is not its own`,
        }));
    const breaches = [...wrong(sets, "sets"), ...wrong(reads, "reads")];
    return breaches.filter(({ what }, i) => breaches.findIndex((one) => one.what === what) === i);
  });

/** What a function reads and sets besides its own variables. */
export function foreignUses(command: FunctionCommand): { readonly reads: Use[]; readonly sets: Use[] } {
  const commands = within(command);
  const own = localsOf(command, commands);
  const maps = mapsOf(commands);
  const foreign = ({ name, subscriptOf }: Use): boolean => !own.has(name) && !maps.includes(subscriptOf ?? "");
  return { reads: commands.flatMap(readsOf).filter(foreign), sets: commands.flatMap(setsOf).filter(foreign) };
}

const within = (command: FunctionCommand): Command[] =>
  allCommands([
    { line: 1, end: 1, operators: [], pipelines: [{ negated: false, line: 1, end: 1, commands: [command.of] }] },
  ]);

const declared = (command: Command): readonly Word[] =>
  command.kind === "simple" && DECLARING.includes(command.words[0]?.text ?? "") ? command.words.slice(1) : [];

const nameOf = ({ text }: Word): string => /^[A-Za-z_]\w*/.exec(text)?.[0] ?? "";

/** What a function declares; of one whose body is a subshell, all that it sets. */
const localsOf = (command: FunctionCommand, commands: readonly Command[]): ReadonlySet<string> =>
  new Set([
    ...commands.flatMap(declared).map(nameOf),
    ...(command.of.kind === "subshell" ? commands.flatMap(setsOf).map(({ name }) => name) : []),
  ]);

/** The maps that a function declares. */
const mapsOf = (commands: readonly Command[]): string[] =>
  commands.map(declared).flatMap((words) => (words.some(({ text }) => /^-\w*A/.test(text)) ? words.map(nameOf) : []));

function readsOf(command: Command): Use[] {
  const tested =
    command.kind === "[["
      ? command.words.filter((_, i, words) => words[i - 1]?.text === "-v").filter(({ text }) => /^[A-Za-z_]/.test(text))
      : [];
  return [
    ...wordsOf(command).flatMap(({ reads }) => [...reads]),
    ...("inside" in command ? command.inside.reads : []),
    ...tested.map((word) => ({ name: nameOf(word), line: word.line })),
  ];
}

/** What a command sets: by assignment, in arithmetic, or because that is what it is for. */
function setsOf(command: Command): Use[] {
  const words = wordsOf(command);
  const expanded = [...words.flatMap(({ sets }) => [...sets]), ...("inside" in command ? command.inside.sets : [])];
  if (command.kind === "for") return [...expanded, { name: command.name, line: command.line }];
  if (command.kind === "coproc") return [{ name: command.name, line: command.line }];
  if (command.kind !== "simple") return expanded;
  const assigned = command.assignments.map((word) => ({ name: nameOf(word), line: word.line }));
  return [...expanded, ...assigned, ...givenTo(command), ...declaredValues(command)];
}

const declaredValues = (command: Command): Use[] =>
  declared(command)
    .filter(({ text }) => text.includes("="))
    .map((word) => ({ name: nameOf(word), line: word.line }));

/** Options of `read` and `mapfile` that take a word. */
const TAKING: Readonly<Record<string, RegExp>> = { read: /^-\w*[dintNpu]$/, mapfile: /^-\w*[dnOsuCc]$/ };

/** The variables that are named to a command which sets them. */
function givenTo({ words, line }: SimpleCommand): Use[] {
  const [first, ...rest] = words.map(({ text }) => text);
  if (first === "printf") return rest[0] === "-v" ? named([rest[1] ?? ""], line) : [];
  if (first === "export")
    return named(
      rest.flatMap((text) => /^(\w+)\+?=/.exec(text)?.[1] ?? []),
      line,
    );
  const taking = TAKING[first === "readarray" ? "mapfile" : (first ?? "")];
  if (taking === undefined) return [];
  return named(
    rest.filter((text, i) => !text.startsWith("-") && !taking.test(rest[i - 1] ?? "")),
    line,
  );
}

const named = (texts: readonly string[], line: number): Use[] =>
  texts.filter((text) => NAME.test(text)).map((name) => ({ name, line }));
