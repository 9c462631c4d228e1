import { type Filling, marked } from "../bash/filling.ts";
import { judge } from "../bash/positions.ts";
import { type Refusal, unknown } from "../bash/refusal.ts";
import { partsOf, unquotable, withFormat } from "../bash/unquoted.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue, type Text, textValue } from "../dsl/text.ts";
import { type PrintedValue, printed } from "../handlebars/author-template.ts";
import { TemplateError } from "../handlebars/template-error.ts";
import { readFix } from "../validation/with-fix.ts";
import { FORMATS, type TemplateFormat } from "./formats.ts";
import type { Json } from "./quote.ts";

/** Stands for a value that is read when the script runs, while the text around it is quoted: no character, so no text has a use for it. */
const STAND_IN = "\ufdd0";

/**
 * Fills an author's template with values, each quoted for the format of the file at the place where it stands. Throws a
 * {@link TemplateError}.
 */
export function filled(template: string, variables: object, format: TemplateFormat): Text {
  const { literals, values } = printed(template, variables, isLate);
  const refusals = format === "shell" ? refusalsIn(literals, values) : [];
  const runtime: RuntimeValue[] = [];
  let text = literals[0] ?? "";
  for (const [i, value] of values.entries()) {
    const after = literals[i + 1] ?? "";
    const line = lastLine(text, format);
    try {
      const known = knownPart(value, format, runtime);
      text +=
        value.asItIs || format === "plain"
          ? FORMATS.plain(known, { line, after })
          : FORMATS[format](known, { line, after, refusal: refusals[i] });
    } catch (thrown) {
      const { message, fix = "mend the template, or the value" } = readFix((thrown as Error).message);
      throw new TemplateError(`\`${value.name}\` ${message}`, value.place, fix);
    }
    text += after;
  }
  if (format === "json") checkJson(text);
  return withRuntime(text, runtime);
}

/** Why the values of a shell's file cannot stand each where it does, as plain words. */
function refusalsIn(literals: readonly string[], values: readonly PrintedValue[]): readonly (Refusal | undefined)[] {
  const judged = judge(
    marked(
      literals,
      values.map(({ value }) => ({ filling: fillingOf(value), path: [] })),
    ),
  );
  if (!("message" in judged)) return judged.map(({ refusal }) => refusal);
  return values.map(() => unknown(`the file does not parse: ${judged.message}`));
}

function fillingOf(value: unknown): Filling {
  if (Array.isArray(value)) return { is: "list", items: value.map(fillingOf) };
  // Such as `@index`: digits are part of a name as well.
  if (Number.isInteger(value) && Number(value) >= 0) return { is: "name" };
  return typeof value === "string" ? { is: "text", text: value } : { is: "any" };
}

/** Whether a value is read, all or in part, when the script runs. */
const isLate = (value: unknown): boolean =>
  isRuntimeValue(value) || (typeof value === "object" && value !== null && isJoinedText(value as Text));

/** The line that the text ends with; systemd reads on after a backslash. */
const lastLine = (text: string, format: TemplateFormat): string =>
  (format === "systemd" ? text.replace(/\\\n/g, " ") : text).split("\n").at(-1) ?? "";

/** A value with stand-ins for what is read when the script runs. */
function knownPart({ value, asItIs }: PrintedValue, format: TemplateFormat, runtime: RuntimeValue[]): Json {
  if (typeof value !== "object" || value === null || !textValue.safeParse(value).success) return value as Json;
  const unknown = unquotable(value as Text);
  if (unknown !== undefined && format !== "plain" && !asItIs) throw new Error(withFormat(unknown));
  const parts = partsOf(value as Text);
  runtime.push(...parts.filter((part) => isRuntimeValue(part)));
  return parts.map((part) => (isRuntimeValue(part) ? STAND_IN : part)).join("");
}

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (thrown) {
    const why = (thrown as Error).message.replace(/\s+/g, " ");
    throw new TemplateError(
      `what it makes is no JSON: ${why}`,
      { line: 1, column: 1 },
      'mend the template, or say format: "plain"',
    );
  }
}

/** The text with the values in the places of their stand-ins, in order. */
function withRuntime(text: string, runtime: readonly RuntimeValue[]): Text {
  if (runtime.length === 0) return text;
  const literals = text.split(STAND_IN);
  if (literals.length !== runtime.length + 1)
    throw new TemplateError("it prints U+FDD0, which is no character", { line: 1, column: 1 }, "leave it out");
  const parts = literals.flatMap((literal, i) => [literal, ...runtime.slice(i, i + 1)]);
  return { parts: parts.filter((part) => part !== "") };
}
