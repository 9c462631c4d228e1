import { readBash } from "./commands.ts";
import type { Body, Command, List, Pipeline, Statement, Word } from "./nodes.ts";

/** What a list of statements is for: `loop` is the condition of a loop, `inside` stands in `$(…)`, `<(…)` or a trap's text. */
export type Role = "body" | "condition" | "loop" | "inside";

export type FunctionCommand = Command & { readonly kind: "function" };
export type SimpleCommand = Command & { readonly kind: "simple" };

/** A statement and where it stands. */
export interface Visit {
  readonly statement: Statement;
  /** The one before it in the same list. */
  readonly before: Statement | undefined;
  readonly role: Role;
  /** Whether its status is that of the function. */
  readonly last: boolean;
  readonly function: FunctionCommand | undefined;
}

type Where = Pick<Visit, "role" | "last" | "function">;

const TOP: Where = { role: "body", last: false, function: undefined };

/** Every statement of a list, each before those that stand in it. */
export function* visits(list: List, where: Where = TOP): Generator<Visit> {
  for (const [i, statement] of list.entries()) {
    const last = where.last && i === list.length - 1;
    yield { ...where, statement, before: list[i - 1], last };
    const whole = statement.pipelines.length === 1 && statement.pipelines[0]?.commands.length === 1;
    for (const command of commandsOf(statement))
      yield* inCommand(command, { ...where, role: "body", last: last && whole });
  }
}

/** The commands of a statement, without those that stand in them. */
export const commandsOf = (statement: Statement): Command[] => statement.pipelines.flatMap(({ commands }) => commands);

/** Every command of a list, those that stand in others too. */
export const allCommands = (list: List): Command[] =>
  [...visits(list)].flatMap(({ statement }) => commandsOf(statement)).flatMap((command) => nested(command));

const nested = (command: Command): Command[] =>
  command.kind === "function" || command.kind === "coproc" ? [command, ...nested(command.of)] : [command];

function* inCommand(command: Command, where: Where): Generator<Visit> {
  const inside: Where = { ...where, role: "inside", last: false };
  for (const list of listsOf(command)) yield* visits(list, inside);
  if (command.kind === "if")
    for (const list of command.conditions) yield* visits(list, { ...inside, role: "condition" });
  if (command.kind === "while" || command.kind === "until")
    yield* visits(command.condition, { ...inside, role: "loop" });
  if (command.kind === "function") yield* inCommand(command.of, { role: "body", last: true, function: command });
  if (command.kind === "coproc") yield* inCommand(command.of, { ...where, last: false });
  const loops = ["while", "until", "for", "for(("].includes(command.kind);
  for (const { list } of bodiesOf(command)) yield* visits(list, { ...where, last: where.last && !loops });
  if (command.kind === "case") for (const { body } of command.arms) yield* visits(body, where);
  const trap = trapText(command);
  if (trap !== undefined) yield* visits(readBash(trap).list, inside);
}

/** The statements between `then` and `fi` and their like. */
export function bodiesOf(command: Command): readonly Body[] {
  if (command.kind === "if") return command.bodies;
  return "body" in command ? [command.body] : [];
}

/** The words of a command: all that is expanded in it. */
export function wordsOf(command: Command): Word[] {
  const own: Record<string, readonly Word[]> = {
    simple: command.kind === "simple" ? [...command.assignments, ...command.words] : [],
    "[[": command.kind === "[[" ? command.words : [],
    for: command.kind === "for" ? command.words : [],
    case: command.kind === "case" ? [command.word, ...command.arms.flatMap(({ patterns }) => patterns)] : [],
  };
  return [...(own[command.kind] ?? []), ...command.redirections];
}

const listsOf = (command: Command): List[] => [
  ...wordsOf(command).flatMap(({ lists }) => [...lists]),
  ...("inside" in command ? command.inside.lists : []),
];

/** What a trap runs, if that stands in single quotes; on the same lines. */
function trapText(command: Command): string | undefined {
  if (command.kind !== "simple" || command.words[0]?.text !== "trap") return undefined;
  const [, text] = command.words;
  const [, quoted] = /^'([^']+)'$/.exec(text?.text ?? "") ?? [];
  return quoted === undefined ? undefined : "\n".repeat((text?.line ?? 1) - 1) + quoted;
}

/** The simple command that a pipeline consists of, if it does. */
export function simpleOf({ commands, negated }: Pipeline): SimpleCommand | undefined {
  const [command] = commands;
  return command?.kind === "simple" && commands.length === 1 && !negated ? command : undefined;
}

/** The functions that are declared. */
export const functionsOf = (list: List): FunctionCommand[] =>
  allCommands(list).filter((command): command is FunctionCommand => command.kind === "function");
