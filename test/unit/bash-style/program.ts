import { readBash } from "./commands.ts";
import type { Mention } from "./declared.ts";
import type { Script, Word } from "./nodes.ts";
import { foreignUses, globalsOf } from "./variables.ts";
import { allCommands, type FunctionCommand, functionsOf } from "./walk.ts";

/** What functions that are sent into a container call or read, but is not sent along. */
export function notSent(script: Script, mentions: readonly Mention[], known: ReadonlySet<string>): string[] {
  const [functions, variables] = [listed(script, "functions"), listed(script, "variables")];
  if (functions === undefined || variables === undefined) return ["there is no list of what is sent"];
  const declared = functionsOf(script.list);
  const goes = (name: string): boolean => functions.includes(name) || /^step_\d+_/.test(name);
  const sent = declared.filter(({ name }) => goes(name));
  const called = mentions.flatMap(({ name, called, quoted, within }) =>
    typeof name === "string" && within !== undefined && goes(within) && known.has(name) && !goes(name)
      ? called || (name.includes("_") && !quoted)
        ? [`${within} calls ${name}, which is not sent`]
        : []
      : [],
  );
  const globals = new Set(globalsOf(script).map(({ name }) => name));
  const given = new Set([...variables, ...sent.flatMap((one) => namesOf(one).sets)]);
  const read = sent.flatMap((one) =>
    namesOf(one)
      .reads.filter((name) => globals.has(name) && !given.has(name))
      .map((name) => `${one.name} reads ${name}, which is not sent`),
  );
  const absent = functions.filter((name) => !declared.some((one) => one.name === name));
  return [...new Set([...absent.map((name) => `${name} is to be sent, but not declared`), ...called, ...read])];
}

/** The names in {@link foreignUses}; many scripts have the same functions. */
function namesOf(command: FunctionCommand): { readonly reads: readonly string[]; readonly sets: readonly string[] } {
  const { reads, sets } = seen.get(command.source) ?? foreignUses(command);
  seen.set(command.source, { reads, sets });
  return { reads: reads.map(({ name }) => name), sets: sets.map(({ name }) => name) };
}

const seen = new Map<string, ReturnType<typeof foreignUses>>();

/** The elements of an array that the function which sends the program declares. */
function listed({ list }: Script, name: string): string[] | undefined {
  const sender = functionsOf(list).find((one) => one.name === "send_program");
  const words = allCommands(readBash(`f() ${sender?.source ?? ":"}`).list).flatMap((command): readonly Word[] =>
    command.kind === "simple" ? command.words : [],
  );
  return words.find(({ text }) => text.startsWith(`${name}=(`))?.elements.map(({ text }) => text);
}
