import type { Command, Statement } from "./nodes.ts";
import { type Breach, ENDING, firstWord, type Rule } from "./rules.ts";
import { allCommands, bodiesOf, type SimpleCommand, simpleOf, type Visit, visits } from "./walk.ts";

/** What a function says before it fails. */
const REASONS = [...ENDING, "fail_because", "differs"];

/** R1: `if` where something is decided; a check in a line of its own may end with what follows if it fails. */
export const decisions: Rule = ({ list }) =>
  [...visits(list)].flatMap((visit) => {
    const { statement, role } = visit;
    const { operators, line } = statement;
    if (operators.length === 0 || role === "condition" || role === "loop") return [];
    if (operators.includes("&&")) return [{ line, rule: "R1", what: "'&&' outside a test or a condition: use if" }];
    const wrong = wrongEnd(visit);
    return wrong === undefined ? [] : [{ line, rule: "R1", what: wrong }];
  });

function wrongEnd({ statement, last }: Visit): string | undefined {
  const [second, third, ...more] = statement.pipelines.slice(1).map(simpleOf);
  if (second === undefined) return "'||' before something that is no plain command: use if";
  if (third === undefined && statement.pipelines.length === 2) {
    if (leaves(second) || isStatus(second) || second.words.map(({ text }) => text).join(" ") === ":") return undefined;
    if (ENDING.includes(firstWord(second))) return undefined;
    if (REASONS.includes(firstWord(second)))
      return last ? undefined : `'|| ${firstWord(second)} …' without '|| return'`;
  }
  if (third !== undefined && more.length === 0 && leaves(third) && REASONS.includes(firstWord(second)))
    return undefined;
  return `'|| ${firstWord(second) || second.assignments[0]?.text} …' decides something: use if`;
}

const leaves = (command: SimpleCommand): boolean =>
  ["return", "exit"].includes(firstWord(command)) && command.words.length <= 2;

const isStatus = ({ words, assignments }: SimpleCommand): boolean =>
  words.length === 0 && assignments.length === 1 && /^\w+=\$\?$/.test(assignments[0]?.text ?? "");

/** R2: one statement a line; what has more than one line opens and closes on lines of their own. */
export const statementsByLine: Rule = ({ list }) => [
  ...[...visits(list)].flatMap(({ statement, before }) =>
    before !== undefined && before.end >= statement.line ? [breach2(statement, "a second statement in the line")] : [],
  ),
  ...allCommands(list).flatMap(inOneLine),
];

const breach2 = ({ line }: Pick<Statement, "line">, what: string): Breach => ({ line, rule: "R2", what });

function inOneLine(command: Command): Breach[] {
  if (["if", "while", "until", "for", "for((", "case"].includes(command.kind) && command.line === command.end)
    return [breach2(command, `a whole '${command.kind}' in one line`)];
  if (command.kind === "function") {
    const [body] = bodiesOf(command.of);
    const only = body?.list.length === 1 && body.list[0]?.operators.length === 0;
    if (command.line === command.end && !only)
      return [breach2(command, "a function in one line wraps one command, and nothing else")];
  }
  if (command.kind === "case")
    return command.arms.flatMap(({ line, end, body }) => {
      const apart = body.every((one) => one.line > line && one.end < end);
      return body.length < 2 || apart
        ? []
        : [breach2({ line }, "an arm's several statements stand on lines of their own")];
    });
  return bodiesOf(command).flatMap(({ opened, closed, list }) => {
    const [first, last] = [list[0], list.at(-1)];
    if (first === undefined || last === undefined || opened === closed) return [];
    return [
      ...(first.line === opened ? [breach2(first, "a statement on the line that opens it")] : []),
      ...(last.end === closed ? [breach2({ line: last.end }, "a statement on the line that closes it")] : []),
    ];
  });
}
