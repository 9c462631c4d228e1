import * as z from "zod";
import { partsOf, unquotable, withFormat } from "../../bash/unquoted.ts";
import { isRuntimeValue, type Text, textValue } from "../../dsl/text.ts";
import { isCommand, unitWord } from "../../formats/quote.ts";
import { described } from "../../validation/described.ts";
import { withFix } from "../../validation/with-fix.ts";
import { joined } from "./text-parts.ts";

/**
 * One line of a setting. Text is systemd's own words, as they stand in a unit file: there `%` begins a specifier, `$` a variable, and quotes join words
 * (systemd.syntax(7), systemd.unit(5)). A list is the words of a command line, each quoted, whatever is in it: `%n` and `$MAINPID` are plain text there. So what
 * systemd is to fill in is text: `ExecReload: "/bin/kill -HUP $MAINPID"`. True and false are `yes` and `no`. A value that is read when the script runs has the format "word" or "integer", which needs no quotes.
 */
export type UnitLine = Text | number | boolean | readonly (Text | number)[];

/**
 * A setting: one line; several lines, as a list, such as `["", ["/usr/bin/serve", "--port", 80]]`, so that a command of several words has two pairs of
 * brackets; or variables, each quoted on a line of its own, as `Environment` takes them: `{ GREETING: "any text" }`.
 */
export type UnitSetting =
  | Text
  | number
  | boolean
  | readonly UnitLine[]
  | { readonly [variable: string]: Text | number };

/** What is in a unit file: sections and their settings, in order. */
export type UnitSections = { readonly [section: string]: { readonly [setting: string]: UnitSetting } };

const isText = (value: unknown): value is Text => textValue.safeParse(value).success;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isVariables = (value: unknown): value is { readonly [variable: string]: Text | number } =>
  typeof value === "object" && value !== null && !isList(value) && !isRuntimeValue(value) && !isText(value);

const asText = (value: Text | number): Text => (typeof value === "number" ? String(value) : value);

/** The lines of a setting; that of a variable is one word. */
function linesOf(setting: UnitSetting): readonly UnitLine[] {
  if (isList(setting)) return setting as readonly UnitLine[];
  if (!isVariables(setting)) return [setting];
  return Object.entries(setting).map(([name, value]) => [joined(`${name}=`, asText(value))]);
}

/** What keeps the words of a command from being one: of the first such word, its place and why. */
function wrongWord(words: readonly unknown[]): { readonly at: number; readonly wrong: string } | undefined {
  for (const [at, word] of words.entries()) {
    const known = isText(word) || Number.isFinite(word);
    const runtime = known ? unquotable(asText(word as Text | number)) : undefined;
    if (!known) return { at, wrong: `is ${described(word)}, not a word: text or a number` };
    if (runtime) return { at, wrong: `holds \`${runtime.key}\`, which ${withFormat(runtime)}` };
  }
  return undefined;
}

/** What keeps a line from standing in a unit file; undefined if nothing does. */
function wrongIn(line: unknown): string | undefined {
  if (typeof line === "boolean" || Number.isFinite(line)) return undefined;
  if (!isText(line)) return "must be text, a number, true or false, or a list of the words of a command";
  const runtime = unquotable(line);
  if (runtime) return `holds \`${runtime.key}\`, which ${withFormat(runtime)}`;
  const plain = partsOf(line as Text)
    .map((part) => (typeof part === "string" ? part : "x"))
    .join("");
  if (/\p{Cc}/u.test(plain)) return withFix("must be one line", "several are a list");
  if (/^\s|\s$/.test(plain)) return withFix("begins or ends with a space, which systemd drops", "quote the text in it");
  return plain.endsWith("\\") ? "ends with a backslash, which would join the next line to it" : undefined;
}

const setting = z.custom<UnitSetting>().superRefine((value, context) => {
  const issue = (message: string, path: PropertyKey[] = []) => context.addIssue({ code: "custom", message, path });
  if (isVariables(value)) {
    for (const [name, text] of Object.entries(value)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) issue("is no name of a variable", [name]);
      const wrong = wrongWord([text]);
      if (wrong) issue(wrong.wrong, [name]);
    }
  } else {
    const lines = isList(value) ? value : [value];
    for (const [i, line] of lines.entries()) {
      const path = isList(value) ? [i] : [];
      const word = isList(line) ? wrongWord(line) : undefined;
      const wrong = isList(line) ? word?.wrong : wrongIn(line);
      if (wrong) issue(wrong, word === undefined ? path : [...path, word.at]);
    }
  }
});

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, "is no name: letters, digits and -");

/** Each line of a command begins with a program, so `["/usr/bin/serve", "--port", 80]` is one command that lacks a pair of brackets. */
const section = z.record(name, setting).superRefine((settings, context) => {
  for (const [setting, value] of Object.entries(settings)) {
    if (!isCommand(setting) || !isList(value) || value.length < 2) continue;
    const at = value.findIndex(
      (line) => typeof line === "number" || (typeof line === "string" && !/^$|^[@:+!|-]*\//.test(line)),
    );
    const message = withFix(
      "begins with no absolute path",
      "the words of one command stand in a list of their own: [[…]]",
    );
    if (at >= 0) context.addIssue({ code: "custom", path: [setting, at], message });
  }
});

/** The schema of {@link UnitSections}. */
export const unitSections: z.ZodType<UnitSections> = z.record(name, section);

/** Quotes a word's literal parts; its values need none. */
function wordText(value: Text, command: boolean): Text {
  const [only = "", ...more] = partsOf(value);
  if (more.length === 0) return typeof only === "string" ? unitWord(only, command) : only;
  const inner = partsOf(value).map((part) =>
    typeof part === "string" ? unquoted(unitWord(`${part} `, command)) : part,
  );
  return joined('"', ...inner, '"');
}

/** Without the quotes, and the space that made them needed. */
const unquoted = (word: string): string => word.slice(1, -2);

function lineText(line: UnitLine, setting: string): Text {
  if (typeof line === "boolean") return line ? "yes" : "no";
  if (!isList(line)) return asText(line as Text | number);
  const quoted = line.map((word) => wordText(asText(word), isCommand(setting)));
  return joined(...quoted.flatMap((word, i) => (i === 0 ? [word] : [" ", word])));
}

/** The text of a unit file. */
export function unitText(sections: UnitSections): Text {
  const texts = Object.entries(sections).flatMap(([section, settings], i) => [
    `${i === 0 ? "" : "\n"}[${section}]\n`,
    ...Object.entries(settings).flatMap(([name, value]) =>
      linesOf(value).flatMap((line) => [`${name}=`, lineText(line, name), "\n"]),
    ),
  ]);
  return joined(...texts);
}
