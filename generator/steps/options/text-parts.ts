import { partsOf } from "../../bash/unquoted.ts";
import { isRuntimeValue, type RuntimeValue, type Text } from "../../dsl/text.ts";

/** Several texts as one; literals that meet are one literal, so that the script has one word for them. */
export function joined(...values: readonly Text[]): Text {
  const parts: (string | RuntimeValue)[] = [];
  for (const part of values.flatMap(partsOf)) {
    const last = parts.at(-1);
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  const [only = ""] = parts;
  return parts.length < 2 ? only : { parts };
}

/** Text as a step's title shows it: a run-time value by its key, and never more than a part of a line. */
export function shown(value: Text): string {
  const text = partsOf(value)
    .map((part) => (isRuntimeValue(part) ? `<${part.key}>` : part.replace(/\p{Cc}/gu, " ")))
    .join("");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
