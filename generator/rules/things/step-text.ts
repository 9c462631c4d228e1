import { isShell } from "../../dsl/shell.ts";
import { isStep, type Step } from "../../dsl/step.ts";

const known = new WeakMap<object, string>();

/** Returns all text that an author has written into a step: its options, own Bash, files beside the definitions, and a template of an own kind. */
export function textOf({ options, own }: Step): string {
  const found =
    known.get(options) ??
    [...textsIn(options), own === undefined || own.template === "command" ? "" : own.template.text].join("\n");
  known.set(options, found);
  return found;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || isStep(value)) return [];
  // Between two literals stands a value, so that a path may begin in one and go on in the next.
  if (isShell(value))
    return [value.literals.map((literal, i) => literal + textsIn(value.values[i]).join(" ")).join("")];
  if ("bytes" in value && value.bytes instanceof Uint8Array) return [Buffer.from(value.bytes).toString("utf8")];
  // The definition of another container holds all of its steps.
  if ("is" in value && (value.is === "template" || value.is === "application")) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

/** Returns whether text names a thing: as a whole word, or, for a path, also a path below it or the folder that it is in. */
export function isNamedIn(text: string, name: string): boolean {
  if (!name.startsWith("/")) return new RegExp(`(?<![\\w-])${literally(name)}(?![\\w-])`).test(text);
  if (text.includes(name) && new RegExp(`${literally(name)}(?![\\w-]|\\.\\w)`).test(text)) return true;
  const folder = name.slice(0, name.lastIndexOf("/"));
  return folder !== "" && new RegExp(`(?<![\\w./-])${literally(folder)}/?(?![\\w./-])`).test(text);
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
