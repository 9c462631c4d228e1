import grammar from "./grammar.json" with { type: "json" };

/** One positional or option of `pct`. A bare word in the JSON is short for `{ type: word }`. */
interface Fact {
  type: string;
  min?: number;
  max?: number;
  /** POSIX extended, anchored at both ends when used. */
  pattern?: string;
  /** Words; `mp0..mp255` stands for a range. */
  enum?: string[];
  /** The option takes a number from 0 to this after its name. */
  indexed?: number;
  /** Keys of a `k=v,k=v` value: `=key` may be given bare, `key!` must be there. */
  properties?: string;
  requires?: string;
  required?: boolean;
  optional?: boolean;
}

type Facts = Record<string, Fact | string>;

interface Command {
  positionals: Facts;
  options: Facts;
  with?: string[];
  task?: string;
}

const commands = grammar.commands as unknown as Record<string, Command>;
const optionSets = grammar.optionSets as unknown as Record<string, Facts>;

/** A word in single quotes, which Bash reads back byte for byte. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Every command of `pct`, in the order of its own list. */
export const commandNames: readonly string[] = Object.keys(commands);

/** What is needed to find a command and to print the list of all. The same text every time, like the tables below. */
export function grammarBash(): string {
  const tables = new Tables();
  for (const [alias, name] of Object.entries(grammar.aliases)) tables.put("aliases", alias, name);
  for (const [name, command] of Object.entries(commands)) {
    tables.put("positionals", name, Object.keys(command.positionals).join(" "));
    tables.put("options", name, Object.keys(optionsOf(command)).sort().join(" "));
    if (command.task !== undefined) tables.put("task", name, command.task);
    for (const [positional, fact] of Object.entries(command.positionals)) {
      if (typeof fact !== "string" && fact.optional) tables.put("optional", `${name} ${positional}`, 1);
    }
  }
  return [
    header,
    `grammar_commands=${quoted(commandNames.join(" "))}`,
    `grammar_reserved_snapshot_names=${quoted(grammar.reservedSnapshotNames.join(" "))}`,
    tables.text(),
  ].join("\n");
}

/** The positionals and options of one command, keyed by `command name`. Apart, because each call needs only one. */
export function commandGrammarBash(name: string): string {
  const tables = new Tables();
  const command = commands[name];
  if (command === undefined) throw new Error(`pct has no command ${JSON.stringify(name)}`);
  for (const [option, short] of Object.entries({ ...command.positionals, ...optionsOf(command) })) {
    const key = `${name} ${option}`;
    const fact: Fact = typeof short === "string" ? { type: short } : short;
    if (fact.type !== "string") tables.put("type", key, fact.type);
    if (fact.min !== undefined) tables.put("min", key, fact.min);
    if (fact.max !== undefined) tables.put("max", key, fact.max);
    if (fact.pattern !== undefined) tables.put("pattern", key, fact.pattern);
    if (fact.enum !== undefined) tables.put("enum", key, fact.enum.join(" "));
    if (fact.indexed !== undefined) tables.put("indexed", key, fact.indexed);
    if (fact.properties !== undefined) tables.put("properties", key, fact.properties);
    if (fact.requires !== undefined) tables.put("requires", key, fact.requires);
    if (fact.required) tables.put("required", key, 1);
  }
  return [header, tables.text()].join("\n");
}

const header = "# shellcheck shell=bash\n# Made from grammar.json by grammar.ts: what `pct` accepts.";

function optionsOf(command: Command): Facts {
  return Object.assign({}, ...(command.with ?? []).map((set) => optionSets[set] ?? {}), command.options);
}

/** Bash associative arrays, filled row by row; each is declared even if nothing is put there. */
class Tables {
  readonly #rows = new Map<string, string[]>();

  put(table: string, key: string, value: string | number): void {
    const rows = this.#rows.get(table) ?? [];
    this.#rows.set(table, rows);
    rows.push(`  [${quoted(key)}]=${quoted(String(value))}\n`);
  }

  text(): string {
    return [...this.#rows].map(([table, rows]) => `grammar_${table}+=(\n${rows.join("")})\n`).join("");
  }
}
