import type HandlebarsModule from "handlebars";
import { nearest } from "../validation/nearest.ts";
import { checkTree } from "./check-tree.ts";
import { handlebars } from "./engine.ts";
import { placeOf, TemplateError, type TemplatePlace } from "./template-error.ts";

/** What a template prints: pieces of its own text, and between each two of them a value. */
export interface Printed {
  readonly literals: readonly string[];
  readonly values: readonly PrintedValue[];
}

/** A value that a template prints, and where in the template it stands; `as it is` for what stands between three braces. */
export interface PrintedValue {
  readonly value: unknown;
  readonly name: string;
  readonly place: TemplatePlace;
  readonly asItIs: boolean;
}

/** NUL, which no text file holds, with the number of a value. */
const MARK = /\0(\d+)\0/;

type Engine = typeof HandlebarsModule;

/**
 * Fills an author's template. Throws a {@link TemplateError}.
 *
 * @param isLate whether a value is known only when the script runs, so that no block can depend on it
 */
export function printed(template: string, variables: object, isLate: (value: unknown) => boolean): Printed {
  const engine = handlebars().create();
  const values: PrintedValue[] = [];
  engine.registerHelper(
    "print",
    function (
      this: unknown,
      value: unknown,
      name: string,
      list: string,
      asItIs: boolean,
      { loc, data }: HelperOptions,
    ) {
      const place = placeOf(loc);
      values.push({ value: present(value, { name, place, list, item: this, data, variables }), name, place, asItIs });
      return `\0${values.length - 1}\0`;
    },
  );
  engine.registerHelper(
    "known",
    function (this: unknown, value: unknown, name: string, list: string, block: string, { loc, data }: HelperOptions) {
      const place = placeOf(loc);
      return decided(present(value, { name, place, list, item: this, data, variables }), {
        name,
        block,
        place,
        isLate,
      });
    },
  );
  const tree = rewritten(engine, template);
  const known = { print: true, known: true } as Record<string, boolean>;
  const fill = engine.compile(tree, { noEscape: true, knownHelpers: known, knownHelpersOnly: true });
  const parts = fill(variables, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false }).split(
    MARK,
  );
  return {
    literals: parts.filter((_, i) => i % 2 === 0),
    values: parts.filter((_, i) => i % 2 === 1).map((number) => values[Number(number)] as PrintedValue),
  };
}

/** What Handlebars gives its helpers besides their arguments. */
interface HelperOptions {
  readonly loc: hbs.AST.SourceLocation;
  /** Where an `{{#each}}` is: its item's number, or its name in an object. */
  readonly data?: { readonly index?: number; readonly key?: string | number };
}

/** A variable where it is used. */
interface Use {
  readonly name: string;
  readonly place: TemplatePlace;
  /** What the innermost `{{#each}}` around repeats; empty if there is none. */
  readonly list: string;
  readonly item: unknown;
  readonly data: HelperOptions["data"];
  readonly variables: object;
}

function present(value: unknown, { name, place, list, item, data, variables }: Use): unknown {
  if (value !== undefined && typeof value !== "function") return value;
  if (list !== "" && !/^(?:\.\.|@)/.test(name)) throw missingInItem({ name, place, list, item, data });
  const meant = nearest(name, Object.keys(variables));
  const hint = meant === undefined ? `add it: variables: { ${name}: … }` : `did you mean \`${meant}\`?`;
  throw new TemplateError(`there is no variable \`${name}\``, place, hint);
}

/** Of many items, one may lack what the others have. */
function missingInItem({ name, place, list, item, data }: Omit<Use, "variables">): TemplateError {
  const field = name.replace(/^this[./]/, "");
  const meant = nearest(field, typeof item === "object" && item !== null ? Object.keys(item) : []);
  const which = typeof data?.key === "string" ? `\`${data.key}\`` : `item ${(data?.index ?? 0) + 1}`;
  const hint = meant === undefined ? `give it a \`${field}\`, as the other items` : `did you mean \`${meant}\`?`;
  return new TemplateError(`${which} of \`${list}\` has no \`${field}\``, place, hint);
}

/** A block that depends on a variable. */
interface Decision {
  readonly name: string;
  readonly block: string;
  readonly place: TemplatePlace;
  readonly isLate: (value: unknown) => boolean;
}

/** A block has to be decided when the script is made. */
function decided(value: unknown, { name, block, place, isLate }: Decision): unknown {
  if (isLate(value)) {
    const hint = "decide by something that is known now";
    throw new TemplateError(`\`${name}\` is read when the script runs, so no block can depend on it`, place, hint);
  }
  if (block === "each" && (typeof value !== "object" || value === null)) {
    const hint = "give a list or an object";
    throw new TemplateError(`\`${name}\` is neither a list nor an object, so there is no each of it`, place, hint);
  }
  return value;
}

/** Parses a template, and has every value in it pass through a helper that refuses what is not there. */
function rewritten(engine: Engine, template: string): hbs.AST.Program {
  const nul = template.indexOf("\0");
  if (nul >= 0)
    throw new TemplateError("it holds a NUL character, so it is no text", placeAt(template, nul), "give a text file");
  let tree: hbs.AST.Program;
  try {
    tree = engine.parse(template);
  } catch (thrown) {
    throw unparsed(thrown as HandlebarsException);
  }
  return checkTree(handlebars(), tree);
}

const placeAt = (text: string, at: number): TemplatePlace => {
  const lines = text.slice(0, at).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
};

/** What Handlebars throws: some of its errors have a place, those of its parser name the line and draw an arrow below the text. */
interface HandlebarsException extends Error {
  readonly lineNumber?: number;
  readonly column?: number;
}

function unparsed({ message, lineNumber, column }: HandlebarsException): TemplateError {
  const hint = "mend the braces; a block ends with the word that it begins with";
  const plain = message.replace(/ - \d+:\d+$/, "");
  if (lineNumber !== undefined) return new TemplateError(plain, { line: lineNumber, column: (column ?? 0) + 1 }, hint);
  const [first = "", , , expecting = ""] = message.split("\n");
  const line = Number(/on line (\d+)/.exec(first)?.[1] ?? 1);
  const found = /got '(.*)'$/.exec(expecting)?.[1];
  const at = { line, column: 1 };
  if (found === "EOF") return new TemplateError("it ends in the middle of a block", at, hint);
  if (found === "CLOSE_UNESCAPED")
    return new TemplateError("it has }}} where {{ was opened", at, "put a space between }} and }");
  return new TemplateError("it is no Handlebars template", at, hint);
}
