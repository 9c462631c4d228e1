import templates from "phoenix-setup:templates";
import Handlebars from "handlebars/runtime";
import { argv, bash, comment, word } from "./word.ts";

const environment = Handlebars.create();
environment.registerHelper({ word, argv, bash, comment });

type Rendered = (context: object, options: { data: object }) => string;

const compiled = new Map<string, Rendered>();

/** Whether there is a template of this name, such as `steps/apt-packages`. */
export const hasTemplate = (name: string): boolean => Object.hasOwn(templates, name);

/** Renders one template. `part` is what prints the other templates that it names. */
export function renderTemplate(name: string, context: object, part?: (...args: unknown[]) => string): string {
  const specification = templates[name];
  if (specification === undefined) throw new Error(`there is no template ${name}`);
  const template = compiled.get(name) ?? (environment.template(specification) as Rendered);
  compiled.set(name, template);
  if (part) environment.registerHelper("part", part);
  return template(context, { data: {} });
}
