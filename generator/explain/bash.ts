import type { Script } from "../render/script.ts";

/** The Bash of one step of a script. */
export interface StepBash {
  /** First line in the script, counted from 1. */
  readonly line: number;
  /** Its functions, as they stand there; empty for a step that is calls of `pct` alone. */
  readonly text: string;
  /** Functions of the script's other parts that they call. */
  readonly calls: readonly { readonly name: string; readonly line: number; readonly template: string }[];
}

/** Where a command may stand: at the start, after an operator, and after the words that introduce one. Functions go to others by name, too. */
const COMMAND = String.raw`(?:^|[;&|({!]|\b(?:if|then|else|elif|do|while|until)\b)\s*`;

/** The functions of step `number`, and by name what they call. */
export function stepBash({ text, sections }: Pick<Script, "text" | "sections">, number: number): StepBash {
  const lines = text.split("\n");
  const partOf = ({ from, to }: { from: number; to: number }) => lines.slice(from - 1, to).join("\n");
  // Its heading and its conditions are of the frame.
  const own = sections.find(
    ({ step, template }) => step?.number === number && !template.startsWith("templates/runtime/"),
  );
  if (own === undefined) return { line: 0, text: "", calls: [] };
  const bash = partOf(own).trimEnd();
  const others = sections.filter(({ step }) => step === undefined);
  const calls = others.flatMap((section) =>
    [...partOf(section).matchAll(/^([a-z_0-9]+)\(\)/gm)].map((found) => ({
      name: found[1] ?? "",
      line: section.from + partOf(section).slice(0, found.index).split("\n").length - 1,
      template: section.template,
    })),
  );
  // A name with an underscore is no word that a text, an option or a file would happen to have.
  const before = (name: string): string => (name.includes("_") ? "(?<![\\w./]|[^:]-)" : COMMAND);
  const called = calls.filter(({ name }) => new RegExp(`${before(name)}${name}(?![\\w=./-])`, "m").test(bash));
  return { line: own.from, text: bash, calls: called };
}
