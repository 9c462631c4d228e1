import { QuoteKind } from "ts-morph";
import type { Import } from "../../scaffold/definition-folder.ts";
import type { Style } from "../../scaffold/style.ts";
import { type Code, codeOf } from "./code.ts";
import type { Imported } from "./define.ts";
import { moduleText } from "./module-text.ts";
import { shown } from "./shown.ts";

/** Names under which other files are imported. */
export interface Imports {
  readonly parent?: Import;
  /** The host file, if the definition names it, or one of its facts. */
  readonly host?: Import;
  /** The gateway as code. */
  readonly gateway?: string;
}

/** A container's definition file: a field a line in the order of the documentation, its steps, and what was left out. */
export function containerText(imported: Imported, { parent, host, gateway }: Imports, style: Style): string {
  const { facts, definition, steps } = imported;
  const single = style.settings.quoteKind === QuoteKind.Single;
  const own = new Set<string>([definition.is]);
  const code = (value: unknown): Code => codeOf(value, single, (maker) => own.add(maker));
  const { options } = definition;
  const network = Object.entries(options.network).map(([name, value]) => [name, code(value)] as const);
  const fields: [string, Code][] = [];
  const add = (name: string, value: unknown): void => {
    if (value !== undefined) fields.push([name, code(value)]);
  };
  add("ctid", options.ctid);
  add("name", options.name);
  add("description", options.description);
  if (parent) fields.push(["cloneOf", parent.name]);
  else add("unprivileged", options.unprivileged);
  add("snapshot", options.snapshot);
  add("memory", options.memory);
  add("cores", options.cores);
  add("disk", options.disk);
  const net = network.map(([name, value]) => [name, name === "gateway" && gateway ? gateway : value] as const);
  fields.push(["network", { fields: net, isTall: style.tallNetwork }]);
  add("features", options.features);
  add("gpus", options.gpus);
  add("portainerRole", options.portainerRole);
  add("vllm", options.vllm);
  if (host && options.host) fields.push(["host", host.name]);
  add("storage", options.storage);
  const items = [...steps.values()].map(({ call, options: of, note }) => {
    own.add(call.replace(/\..*/, ""));
    return { code: { call, argument: code(of) }, ...(note === undefined ? {} : { comments: [shown(note)] }) };
  });
  fields.push(["steps", { items }]);
  return moduleText({
    comments: facts.leftovers.map(({ text }) => `not imported: ${shown(text)}`),
    own: [...own],
    imports: [...(parent ? [parent] : []), ...(host && (gateway || options.host) ? [host] : [])],
    code: { call: definition.is, argument: { fields, isTall: true } },
    style,
  });
}
