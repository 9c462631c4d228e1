import type { LocalFile } from "../dsl/local-file.ts";
import { isShell, type Shell } from "../dsl/shell.ts";
import { type Doubt, isStep, type Step } from "../dsl/step.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue } from "../dsl/text.ts";

/** Options whose values reach somebody else's eyes, by where they are seen; a kind may have more, as its `exposes`. */
const SEEN: Readonly<Record<string, string>> = {
  arguments: "the list of processes",
  command: "the list of processes",
  headers: "the list of processes",
  url: "the list of processes",
  labels: "the list of processes",
  body: "the script",
  environment: "the environment of what runs",
  sections: "the settings of the service, which everybody may read",
};

/** Options that say how a step is carried out, and no more. */
const ASIDE = new Set(["title", "timeout", "retries", "when", "restartOn", "runOn"]);

/** Options that are paths: what is read for one is the name of a file. */
const PATHS = new Set(["source", "path", "file", "folder"]);

/** Words after the one that counts that say only in which form, or how many times, there is one. */
const FORMS = /^(?:value|text|plain|plaintext|string|base64|b64|pem|\d+)$/;
/** What a language model calls a token. */
const MARKERS = /^(?:eos|bos|pad|unk|sep|cls|mask|stop|start|end|special)$/;
const FILES = /^(?:file|path|dir|directory|folder)$/;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/**
 * Whether a name calls what it names a secret: `DB_PASSWORD`, `clientSecret`, `ssh-private-key`. What counts is its last word, so that neither
 * `password_file` nor `token_type` is one, nor `maxTokens` and `PasswordAuthentication`.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && FORMS.test(words.at(-1) ?? "")) words.pop();
  const last = (words.at(-1) ?? "").replace(/\d+$/, "");
  const before = words.slice(0, -1);
  if (/^(?:private|secret)key$/.test(last)) return true;
  if (last === "key") return before.some((word) => /(?:private|secret)$/.test(word));
  if (/token$/.test(last)) return !MARKERS.test(before.at(-1) ?? "") && !MARKERS.test(last.slice(0, -5));
  return /(?:password|passwd|passphrase|secret)$/.test(last);
}

/** Whether text may be a secret itself: no variable, no path of a file, and no yes or no. */
const mayBeSecret = (text: string): boolean =>
  !/^(?:\s*|\$.*|file:.*|\/.*|yes|no|true|false|on|off|none|null|[01])$/is.test(text);

/** Where a name stands before its value, in a command line, a query, YAML or JSON. */
const NAMED = [
  /(?:^|[\s;&|({"'?])([A-Za-z_][\w-]*)=("[^"]*"|'[^']*'|[^\s;&|)#]*)/g,
  /(?:^|[\s"'])--([A-Za-z][\w-]*)(?:=|\s+)("[^"]*"|'[^']*'|[^\s-][^\s;&|)]*)/g,
  /"([^"\n]+)"\s*:\s*("[^"]*")/g,
  /^[ \t]*(?:-[ \t]+)?([A-Za-z_][\w.-]*):[ \t]+("[^"]*"|'[^']*'|[^\s#][^\n]*)/gm,
];

/** What stands for the value with this number in text that has values in it. */
const gap = (i: number): string => `\ue000${i}\ue001`;

/** The names that stand before values in text, each with the value, or with the number of the gap that is its beginning. */
function namedIn(text: string): { readonly name: string; readonly value: string; readonly gaps: readonly number[] }[] {
  return NAMED.flatMap((form) => [...text.matchAll(form)]).map(([, name = "", quoted = ""]) => {
    const value = quoted.replace(/^["']+|["']+$/g, "");
    return { name, value, gaps: [...value.matchAll(/\ue000(\d+)\ue001/g)].map(([, i]) => Number(i)) };
  });
}

/** Whether a secret stands in text after its name, as in `DB_PASSWORD=…` or `--token …`. */
export const namesSecret = (text: string): boolean =>
  namedIn(text).some(({ name, value }) => isSecretName(name) && mayBeSecret(value));

/** One secret that is found: what is called so, the option that it stands in, and where it will be seen. */
interface Found {
  readonly name: string;
  readonly path: readonly PropertyKey[];
  readonly seen: string;
}

const isLocalFile = (value: unknown): value is LocalFile =>
  typeof value === "object" && value !== null && "is" in value && value.is === "local-file" && "bytes" in value;

const LOG = "the log, where values stand that are read when the script runs";

class Search {
  readonly found: Found[] = [];
  constructor(
    private readonly exposed: Readonly<Record<string, string>>,
    private readonly isOwn: boolean,
  ) {}

  /** @param seen where literal text is seen, if it is at all */
  visit(value: unknown, path: readonly PropertyKey[], seen: string | undefined): void {
    if (isRuntimeValue(value)) this.runtime(value, path, nameIn(path));
    else if (typeof value === "string") this.literal(value, path, seen);
    else if (isJoinedText(value)) this.joined(value.parts, path, seen);
    else if (isShell(value)) this.shell(value, path);
    else if (Array.isArray(value)) this.list(value, path, seen);
    else if (isLocalFile(value)) this.literal(new TextDecoder().decode(value.bytes), path, seen);
    else if (typeof value === "object" && value !== null && !isStep(value) && !("is" in value))
      for (const [key, inner] of Object.entries(value))
        this.visit(inner, [...path, key], seen ?? this.seenIn(path, key));
  }

  private seenIn(path: readonly PropertyKey[], key: string): string | undefined {
    // The question that is part of a trial has options of its own.
    if (path.length > 0 && path.join() !== "probe") return undefined;
    return this.exposed[key] ?? SEEN[key] ?? (this.isOwn ? "the script" : undefined);
  }

  private runtime(value: RuntimeValue, path: readonly PropertyKey[], called: string | undefined): void {
    const key = value.key.split(".").at(-1) ?? "";
    const isPath = value.format === "path" || FILES.test(wordsOf(key).at(-1) ?? "") || PATHS.has(String(path.at(-1)));
    const name = [value.key, called].find((each) => each !== undefined && isSecretName(each));
    if (!isPath && name !== undefined) this.found.push({ name, path, seen: LOG });
  }

  private literal(text: string, path: readonly PropertyKey[], seen: string | undefined): void {
    if (seen === undefined) return;
    const called = nameIn(path);
    if (called !== undefined && isSecretName(called) && mayBeSecret(text))
      this.found.push({ name: called, path, seen });
    this.text(text, [], path, seen);
  }

  private joined(
    parts: readonly (string | RuntimeValue)[],
    path: readonly PropertyKey[],
    seen: string | undefined,
  ): void {
    const values = parts.map((part) => (typeof part === "string" ? undefined : part));
    const text = parts.map((part, i) => (typeof part === "string" ? part : gap(i))).join("");
    for (const value of values) if (value) this.runtime(value, path, nameIn(path));
    this.text(text, values, path, seen);
  }

  private shell({ literals, values }: Shell, path: readonly PropertyKey[]): void {
    const text = literals.map((literal, i) => literal + (i < values.length ? gap(i) : "")).join("");
    for (const value of values) if (typeof value !== "string") this.visit(value, path, undefined);
    this.text(text, values, path, "the list of processes");
  }

  /** A list of words, in which an option may stand before its value. */
  private list(list: readonly unknown[], path: readonly PropertyKey[], seen: string | undefined): void {
    for (const [i, each] of list.entries()) {
      const before = list[i - 1];
      const option = typeof before === "string" ? /^--([A-Za-z][\w-]*)$/.exec(before)?.[1] : undefined;
      const isNamed = option !== undefined && isSecretName(option);
      if (isRuntimeValue(each) && isNamed) this.runtime(each, [...path, i], option);
      else if (typeof each === "string" && isNamed && seen !== undefined && !each.startsWith("-") && mayBeSecret(each))
        this.found.push({ name: option, path: [...path, i], seen });
      else this.visit(each, [...path, i], seen);
    }
  }

  /** Text with gaps for values. */
  private text(text: string, values: readonly unknown[], path: readonly PropertyKey[], seen: string | undefined): void {
    for (const { name, value, gaps } of namedIn(text)) {
      if (!isSecretName(name)) continue;
      const inner = gaps.map((i) => values[i]);
      for (const each of inner) if (isRuntimeValue(each)) this.runtime(each, path, name);
      const literal = inner.length === 0 ? value : inner.find((each) => typeof each === "string");
      if (seen !== undefined && typeof literal === "string" && mayBeSecret(literal))
        this.found.push({ name, path, seen });
    }
  }
}

/** The name that is nearest: of a variable, a header, a key, an option. */
const nameIn = (path: readonly PropertyKey[]): string | undefined =>
  path.findLast((key): key is string => typeof key === "string");

/** Warnings of secrets that a step's options would show to others than it has to. */
export function clearSecrets({ traits, own, options }: Pick<Step, "traits" | "own" | "options">): Doubt[] {
  const search = new Search(traits?.exposes ?? {}, own !== undefined);
  const said = Object.fromEntries(Object.entries(options).filter(([option]) => !ASIDE.has(option)));
  search.visit(said, [], undefined);
  const unique = new Map(search.found.map((one) => [JSON.stringify([one.name, one.path.map(String)]), one]));
  return [...unique.values()].map(({ name, path, seen }) => ({
    code: "D335",
    message: `'${name}' is the name of a secret, and this one would stand in ${seen}`,
    fix: "hand it over in a file, with secret.fromHost, secret.fromEnvironment or secret.generated, or accept D335",
    path,
  }));
}
