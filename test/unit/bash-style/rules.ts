import type { Command, Comment, Script } from "./nodes.ts";
import { allCommands, commandsOf, functionsOf, type SimpleCommand, visits } from "./walk.ts";

/** What breaks a rule of style. */
export interface Breach {
  readonly line: number;
  readonly rule: string;
  readonly what: string;
}

export type Rule = (script: Script) => Breach[];

/** What ends a script by itself. */
export const ENDING = ["fail", "exit_script"];

export const firstWord = (command: SimpleCommand): string => command.words[0]?.text ?? "";

/** R3: one variable with a value a line; and its value is no command's output, whose status would be lost. */
export const declarations: Rule = ({ list }) =>
  simpleCommands(list).flatMap((command) => {
    if (!["local", "declare", "typeset", "readonly"].includes(firstWord(command))) return [];
    const { line } = command;
    const names = command.words.slice(1).filter(({ text }) => !text.startsWith("-"));
    const given = names.filter(({ text }) => /^\w+\+?=/.test(text));
    return [
      ...(given.length > 0 && names.length > 1
        ? [{ line, rule: "R3", what: `'${firstWord(command)}' with a value and another variable in the line` }]
        : []),
      ...(given.some(({ lists }) => lists.length > 0)
        ? [{ line, rule: "R3", what: `'${firstWord(command)} x=$(…)' hides the status: declare, then assign` }]
        : []),
    ];
  });

const simpleCommands = (list: Script["list"]): SimpleCommand[] =>
  allCommands(list).filter((command): command is SimpleCommand => command.kind === "simple");

/** R4: at most 120 columns. */
export const columns = (text: string): Breach[] =>
  text.split("\n").flatMap((line, i) => {
    const width = [...line].length;
    return width > 120 ? [{ line: i + 1, rule: "R4", what: `${width} columns, at most 120` }] : [];
  });

const FORBIDDEN = ["is", "call", "must", "found", "no", "shows", "waits", "attempt"];

/** R6: a name says what is done to what. */
export const names: Rule = ({ list }) =>
  functionsOf(list).flatMap(({ name, line }) =>
    FORBIDDEN.includes(name) || /_(anew|asks|does|proves|in_shape|last_words)$/.test(name)
      ? [{ line, rule: "R6", what: `the function's name '${name}' does not say what is done to what` }]
      : [],
  );

/** R7: exit codes have names. */
export const exitCodes: Rule = ({ list }) =>
  simpleCommands(list).flatMap((command) =>
    ENDING.includes(firstWord(command)) && command.words.slice(1).some(({ text }) => /^\d+$/.test(text))
      ? [{ line: command.line, rule: "R7", what: `'${firstWord(command)}' with a number: use the constant` }]
      : [],
  );

/** R8: a comment of one to three lines directly before each function. */
export const comments: Rule = ({ list, comments }) =>
  functionsOf(list).flatMap(({ name, line }) => {
    const count = linesBefore(line, comments);
    if (count >= 1 && count <= 3) return [];
    return [{ line, rule: "R8", what: `${count} lines of comment before the function '${name}', not 1 to 3` }];
  });

function linesBefore(line: number, comments: readonly Comment[]): number {
  const alone = new Set(comments.filter((comment) => comment.alone).map((comment) => comment.line));
  let count = 0;
  while (alone.has(line - 1 - count)) count += 1;
  return count;
}

/** R10: a loop's condition has no effect, and an arm of a case is at most three lines. */
export const loops: Rule = ({ list }) => [
  ...[...visits(list)].flatMap(({ statement, role }) =>
    role === "loop"
      ? commandsOf(statement).flatMap((command) => {
          const effect = effectOf(command);
          return effect === undefined
            ? []
            : [{ line: command.line, rule: "R10", what: `a loop's condition ${effect}` }];
        })
      : [],
  ),
  ...allCommands(list).flatMap((command) => {
    if (command.kind === "for((" && setsIn(command.text.split(";")[1] ?? ""))
      return [{ line: command.line, rule: "R10", what: "a loop's condition sets a variable" }];
    if (command.kind !== "case") return [];
    return command.arms.flatMap(({ line, body }) => {
      const count = (body.at(-1)?.end ?? 0) - (body[0]?.line ?? 1) + 1;
      return count > 3
        ? [{ line, rule: "R10", what: `a case's arm of ${count} lines, at most 3: make it a function` }]
        : [];
    });
  }),
];

const setsIn = (expression: string): boolean => /(?<![=!<>])=(?!=)|\+\+|--/.test(expression);

/** A function whose name is a question. */
const QUESTION = /(?:^|_)(?:is|are|has|have|can|runs|holds|matches|answers|exists|knows|same|due)(?:_|$)/;
const HARMLESS = [":", "true", "false", "test", "[", "grep", "kill", "cmp", "read", "declare", "type", "compgen"];

function effectOf(command: Command): string | undefined {
  if (command.kind === "[[") return undefined;
  if (command.kind === "((") return setsIn(command.text) ? "sets a variable" : undefined;
  if (command.kind !== "simple") return `holds a '${command.kind}'`;
  const [first] = command.words;
  if (first === undefined) return "sets a variable";
  if (first.text === "kill" && command.words[1]?.text !== "-0") return "ends a process";
  if (HARMLESS.includes(first.text) || QUESTION.test(first.text)) return undefined;
  return `runs '${first.text}', which is not named as a question`;
}
