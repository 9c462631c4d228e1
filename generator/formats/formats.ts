import { fixInTemplate, type Refusal } from "../bash/refusal.ts";
import { withFix } from "../validation/with-fix.ts";
import { doubleQuoted, isCommand, type Json, jsonText, shellWord, singleQuoted, unitWord } from "./quote.ts";

/** What stands around a value in the file that is made. */
export interface Around {
  /** The line up to it; for systemd, with the lines that a backslash joins to it. */
  readonly line: string;
  /** The text up to the next value. */
  readonly after: string;
  /** Why a shell would not read it as a word there, if it would not. */
  readonly refusal?: Refusal | undefined;
}

/** Prints a value for its place. Throws an `Error` whose message is one of `withFix`. */
type Quote = (value: Json, around: Around) => string;

function refuse(why: string): never {
  throw new Error(why);
}

const isScalar = (value: Json): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

const scalar = (value: Json): string =>
  isScalar(value)
    ? String(value)
    : refuse(withFix("is no text or number, which this place takes", "give one, or use {{#each}}"));

const line = (value: Json): string =>
  /\p{Cc}/u.test(scalar(value)) ? refuse("has to be one line here") : scalar(value);

/** The quote that is open at the end of a line, or a comment that has begun; `marks` are those that begin one. */
function open(text: string, comment: RegExp): '"' | "'" | "#" | "" {
  let inside: '"' | "'" | "" = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inside === '"' && char === "\\") i++;
    else if (inside !== "") inside = char === inside ? "" : inside;
    else if (char === '"' || char === "'") inside = char;
    else if (comment.test(text.slice(0, i + 1))) return "#";
  }
  return inside;
}

const NO_COMMENT = /(?!)/;
const YAML_COMMENT = /(^|\s)#$/;

const plain: Quote = (value) => scalar(value);

const shell: Quote = (value, { refusal }) => {
  if (refusal === undefined)
    return Array.isArray(value) ? value.map((one) => shellWord(scalar(one))).join(" ") : shellWord(scalar(value));
  if (refusal.position === "double quotes") return doubleQuoted(scalar(value));
  if (refusal.position === "single quotes") return singleQuoted(scalar(value));
  if (refusal.position === "a comment") return line(value);
  return refuse(withFix(refusal.says, fixInTemplate(refusal.fix)));
};

const json: Quote = (value, { line: before }) =>
  open(before.replaceAll("'", ""), NO_COMMENT) === '"'
    ? jsonText(scalar(value)).replace(/^"|"$/g, "")
    : jsonText(value);

const yaml: Quote = (value, { line: before, after }) => {
  const inside = open(before, YAML_COMMENT);
  if (inside === "#") return line(value);
  if (inside === '"') return jsonText(String(scalar(value))).slice(1, -1);
  if (inside === "'") return line(value).replaceAll("'", "''");
  if (/[^\s[{,]$/.test(before) || /^(:\S|[^\s,:\]}])/.test(after))
    refuse(withFix("is only a part of a value", 'put the whole value in double quotes: "…{{name}}…"'));
  return jsonText(value);
};

const ini: Quote = (value, { line: before }) => {
  const text = line(value);
  if (/^\s*[;#]/.test(before)) return text;
  if (/^\s|\s$/.test(text))
    refuse(withFix("begins or ends with a space, which readers drop", "there is no quoting that all of them know"));
  if (/^["';#]|\s[;#]/.test(text))
    refuse(withFix("reads as a quote or a comment to some programs", "quote it as yours does, with {{{…}}}"));
  return text;
};

const systemd: Quote = (value, { line: before }) => {
  const setting = /^\s*([A-Za-z0-9-]+)\s*=/.exec(before)?.[1];
  if (setting === undefined) return line(value);
  const command = isCommand(setting);
  const inside = open(before.slice(before.indexOf("=") + 1), NO_COMMENT);
  if (inside === "'") refuse(withFix("stands in single quotes", "use double ones, or none"));
  if (inside === '"') return unitWord(`${scalar(value)} `, command).slice(1, -2);
  if (command || /^(Environment|PassEnvironment|UnsetEnvironment)$/.test(setting))
    return (Array.isArray(value) ? value : [value]).map((one) => unitWord(scalar(one), command)).join(" ");
  const text = line(value);
  if (/^\s|\s$|\\$/.test(text)) refuse("begins or ends with a space or a backslash, which systemd does not keep here");
  return text.replaceAll("%", "%%");
};

/** How values are quoted, by the format of the file that a template makes. */
export const FORMATS = { plain, shell, json, yaml, ini, systemd } satisfies Record<string, Quote>;

/** Such a format. */
export type TemplateFormat = keyof typeof FORMATS;
