import { type Command, forEachChild, parse, type SyntaxNode } from "unbash";

/** A stretch of a function's source, and what stands there instead. */
export interface Site {
  readonly source: string;
  readonly instead: string;
  /** Which of the equal stretches of the function it is, from 0. */
  readonly nth: number;
}

/** A function of a script. */
export interface BashFunction {
  readonly name: string;
  readonly source: string;
}

/** Without these a function never ends, or Bash refuses it. */
const KEPT = new Set(["local", "declare", ":", "true", "false", "return", "shift", "break", "continue", "read", "set"]);

/** Returns the functions that a script declares. */
export function functionsOf(script: string): BashFunction[] {
  const found: BashFunction[] = [];
  for (const { command } of parse(script).commands)
    if (command.type === "Function")
      found.push({ name: command.name.text, source: script.slice(command.pos, command.end) });
  return found;
}

/** Returns what can be taken out of a function: a command, a condition, a part of one, an option, a return after a failure. */
export function sitesOf({ source }: BashFunction): Site[] {
  const sites: Site[] = [];
  const add = (pos: number, end: number, instead: string): void => {
    const text = source.slice(pos, end);
    if (text.trim() !== instead) sites.push({ source: text, instead, nth: occurrences(source, text).indexOf(pos) });
  };
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Statement" && mayGo(node.command)) add(node.pos, node.end, ":");
    else if (node.type === "AndOr") {
      const last = node.commands.at(-1);
      if (last?.type === "Command" && last.name?.text === "return") add(last.pos, last.end, ":");
    } else if (node.type === "If" || node.type === "Elif") {
      const { pos, end } = node.clause;
      for (const word of ["true", "false"]) add(pos, end, word);
    } else if (node.type === "TestLogical")
      for (const [i, { pos, end }] of node.operands.entries()) {
        // An operand goes with the operator beside it.
        const [before, after] = [node.operands[i - 1], node.operands[i + 1]];
        if (before !== undefined) add(before.end, end, "");
        else if (after !== undefined) add(pos, after.pos, "");
      }
    else if (node.type === "Command")
      for (const { pos, end } of node.args) if (/^--?[A-Za-z]/.test(source.slice(pos, end))) add(pos - 1, end, "");
    forEachChild(node, visit);
  };
  visit(parse(source));
  return sites;
}

const mayGo = (command: SyntaxNode): boolean =>
  command.type === "AndOr" ||
  (command.type === "Command" &&
    (command.name === undefined ? command.prefix.length > 0 : !KEPT.has((command as Command).name?.text ?? "")));

/** Returns where a text stands in another. */
export function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** Returns the text without the site; undefined if it does not have this stretch so often. */
export function without(text: string, { source, instead, nth }: Site): string | undefined {
  const at = occurrences(text, source)[nth];
  return at === undefined ? undefined : text.slice(0, at) + instead + text.slice(at + source.length);
}
