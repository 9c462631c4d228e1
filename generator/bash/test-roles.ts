import type { Filling } from "./filling.ts";
import { textOf } from "./neighbours.ts";
import { ARITHMETIC, nameOf, PATTERN, type Refusal, unknown } from "./refusal.ts";

/** A word of a command: its text if that is all known, or the value that it is, and the text that it begins with. */
export interface CommandWord {
  readonly text?: string | undefined;
  readonly filling?: Filling | undefined;
  readonly begins: string;
}

/** How values in a word are read: `refusal` holds for all of them, `shallow` and `check` for those outside of its commands, `deep` for the rest. */
export interface Role {
  readonly refusal?: Refusal | undefined;
  readonly shallow?: Refusal | undefined;
  readonly deep?: Refusal | undefined;
  readonly check?: ((filling: Filling) => Refusal | undefined) | undefined;
  readonly list?: boolean;
}

const NAMES = /^-[vR]$/;
const UNARY = /^-[a-zA-Z]$/;
const BINARY = /^(=|==|!=|<|>|-(eq|ne|lt|le|gt|ge|nt|ot|ef|a|o))$/;
const NUMBERS = /^-(eq|ne|lt|le|gt|ge)$/;

/** An operand that `[[` takes for an operator, since it has no quotes around it. */
const operand: Role = {
  check: (filling) =>
    /^-[a-zA-Z]+$/.test(textOf(filling) ?? "") ? unknown(`[[ takes \`${textOf(filling)}\` for an operator`) : undefined,
};

/** Whole numbers that are known mean the same to arithmetic; what is read when the script runs may be `010`. */
const number: Role = {
  deep: ARITHMETIC,
  check: (filling) => (filling.is === "number" && /^-?\d+$/.test(filling.text) ? undefined : ARITHMETIC),
};

/** The roles of the operands of `[[`. A bare word has no operator of its own. */
export const unaryRole = (operator: string, isBare: boolean): Role =>
  NAMES.test(operator) ? { refusal: nameOf(`[[ ${operator}`) } : isBare ? operand : {};

/** The same of an operator between two. */
export function binaryRoles(operator: string): { readonly left: Role; readonly right: Role } {
  if (NUMBERS.test(operator)) return { left: number, right: number };
  const isPattern = /^(==?|!=|=~)$/.test(operator);
  return { left: operand, right: isPattern ? { shallow: PATTERN } : {} };
}

/** Why values among the words of `[` or `test` are not read as themselves: which word is an operator depends on how many there are. */
export function testRoles(words: readonly CommandWord[]): Role[] {
  const negated = words[0]?.text === "!" && words.length > 1 ? 1 : 0;
  const rest = words.slice(negated);
  const [first, second] = rest;
  const roles = ((): Role[] => {
    if (rest.length === 1) return [{}];
    if (rest.length === 2 && NAMES.test(first?.text ?? "")) return [{}, { refusal: nameOf(`test ${first?.text}`) }];
    if (rest.length === 2 && UNARY.test(first?.text ?? "")) return [{}, {}];
    if (rest.length === 3 && BINARY.test(second?.text ?? "")) return [{}, {}, {}];
    return rest.map((_, i) => ({
      refusal: NAMES.test(rest[i - 1]?.text ?? "")
        ? nameOf("test -v")
        : unknown("it may be an operator to test: use [[ … ]]"),
    }));
  })();
  return [...words.slice(0, negated).map(() => ({})), ...roles];
}
