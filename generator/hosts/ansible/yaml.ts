/** What YAML is printed of. */
export type Yaml = string | number | boolean | null | readonly Yaml[] | { readonly [key: string]: Yaml };

/** Columns that a long text is broken at, so that a line stays below what linters take. */
const CHUNK = 100;

/** Returns a value as the lines of a YAML block, each with its indentation, as Ansible reads them. */
export function yamlLines(value: Yaml, indent: number): string[] {
  const pad = " ".repeat(indent);
  if (isList(value))
    return value.length === 0 ? [`${pad}[]`] : value.flatMap((item) => entry(`${pad}-`, item, indent, false));
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value);
    return fields.length === 0
      ? [`${pad}{}`]
      : fields.flatMap(([key, item]) => entry(`${pad}${keyText(key)}:`, item, indent, true));
  }
  return [`${pad}${scalar(value, indent)}`];
}

/** One item of a list or map: on the same line where that is possible. */
function entry(start: string, item: Yaml, indent: number, isField: boolean): string[] {
  if (typeof item !== "object" || item === null) return [`${start} ${scalar(item, indent + 2)}`];
  const inner = yamlLines(item, indent + 2);
  if (inner.length === 1 && /^\s*(\[\]|\{\})$/.test(inner[0] ?? "")) return [`${start} ${inner[0]?.trim()}`];
  // The first line of what a list's item holds stands beside its dash.
  return isField ? [start, ...inner] : [`${start} ${inner[0]?.trimStart()}`, ...inner.slice(1)];
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);

const keyText = (key: string): string => (/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(key) ? key : quoted(key, 0));

/** Texts are always quoted, so that none is taken for a number, a date or a truth value. */
function scalar(value: string | number | boolean | null, indent: number): string {
  if (typeof value !== "string") return String(value);
  // Ansible fills in what stands in braces, unless it is told that the text is not to be trusted.
  return `${value.includes("{") ? "!unsafe " : ""}${quoted(value, indent)}`;
}

/** A text in double quotes, a long one on several lines. */
function quoted(text: string, indent: number): string {
  const characters = [...text].map(escaped);
  const lines = [""];
  for (const one of characters) {
    const last = lines.at(-1) ?? "";
    if (last.length + one.length > CHUNK) lines.push(one === " " ? "\\ " : one);
    else lines[lines.length - 1] = last + one;
  }
  return `"${lines.join(`\\\n${" ".repeat(indent)}`)}"`;
}

const PLAIN = /^[\p{L}\p{N}\p{P}\p{S} ]$/u;

function escaped(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  if (PLAIN.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, "0");
