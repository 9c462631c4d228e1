import templates from "phoenix-setup:templates";
import Handlebars from "handlebars/runtime";
import { argv, bash, comment, plain, word } from "../bash/word.ts";
import { BugError } from "../validation/failures.ts";

const environment = Handlebars.create();
environment.registerHelper({
  word: located(word),
  argv: located(argv),
  bash: located(bash),
  comment: located(comment),
  plain: located(plain),
});

/** A helper that says where in the template it stands if it cannot print what it is given. */
function located(print: (value: unknown) => unknown) {
  return (value: unknown, { loc }: { loc: hbs.AST.SourceLocation }) => {
    try {
      return print(value);
    } catch (thrown) {
      const { line, column } = loc.start;
      throw new TypeError(`${(thrown as Error).message} - ${line}:${column}`, { cause: thrown });
    }
  };
}

type Rendered = (context: object, options: { data: object; helpers: object }) => string;

/** Helpers of one rendering, besides those of all. */
export interface Helpers {
  /** Prints the other templates that a template names. */
  readonly part?: (...args: unknown[]) => string;
  /** Prints an author's Bash otherwise than usual. */
  readonly bash?: (piece: unknown) => unknown;
}

const compiled = new Map<string, Rendered>();

/** Templates that authors have brought along, compiled, by the name that they are rendered by. */
const own = new Map<string, TemplateSpecification>();

/** Makes a template known that is no part of the package. */
export const keepTemplate = (name: string, specification: TemplateSpecification): unknown =>
  own.set(name, specification);

/** Whether there is a template of this name, such as `steps/apt-packages`. */
export const hasTemplate = (name: string): boolean => Object.hasOwn(templates, name) || own.has(name);

/** Renders one template. */
export function renderTemplate(name: string, context: object, { part, bash }: Helpers = {}): string {
  const specification = Object.hasOwn(templates, name) ? templates[name] : own.get(name);
  if (specification === undefined) throw new BugError(`there is no template ${name}`);
  if (typeof specification === "string") return specification;
  const template = compiled.get(name) ?? (environment.template(specification) as Rendered);
  compiled.set(name, template);
  return template(context, { data: {}, helpers: { ...(part && { part }), ...(bash && { bash: located(bash) }) } });
}
