import { parseArgs } from "node:util";
import { Exit } from "../contract/cli-exit-codes.ts";
import { ExternalError, isSystemError, UsageError } from "../validation/failures.ts";
import { didYouMean } from "../validation/nearest.ts";
import { type Command, parseOptions, readCtid } from "./command.ts";
import { allCommands, commands } from "./commands.ts";
import type { Io } from "./io.ts";
import { commandHelp, help } from "./ui/help.ts";

/** Parses the words, runs one command, prints what went wrong, and returns the exit code. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [first, ...others] = words;
  const { out, err } = io;
  if (first === "--version") return shown(out, PHOENIX_SETUP_VERSION);
  if (first === undefined) return shown(err, help(await allCommands()), Exit.usage);
  const asked = first === "help" || first === "--help" || first === "-h";
  if (asked && others.length === 0) return shown(out, help(await allCommands()));
  const [name = "", rest] = asked ? [others[0], ["--help"]] : [first, others];
  let command: Command | undefined;
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined)
      throw new UsageError(`there is no command '${name}'${didYouMean(name, Object.keys(commands))}`);
    command = await load();
    const { values, positionals } = parse(command, rest);
    if (values.help === true) return shown(out, commandHelp(command));
    return await command.run({
      ...io,
      flags: values,
      ctids: command.takes === undefined || command.takes === "ctids" ? positionals.map(readCtid) : [],
      words: positionals,
      commands: allCommands,
    });
  } catch (thrown) {
    return report(thrown, err, command);
  }
}

function shown(write: (text: string) => void, text: string, code: number = Exit.fine): number {
  write(text);
  return code;
}

type Values = Record<string, string | boolean | undefined>;

/** The words after the command. An unknown flag is an error: typed for another one, it must not run something else. */
function parse(command: Command, words: readonly string[]): { values: Values; positionals: string[] } {
  const options = parseOptions(command);
  try {
    const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const [extra] = parsed.positionals;
    if (command.takes === "nothing" && extra !== undefined && parsed.values["help"] !== true)
      throw new UsageError(`${command.name} takes nothing but flags, not '${extra}'`);
    return { values: parsed.values as Values, positionals: parsed.positionals };
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    const known = Object.keys(options).map((name) => `--${name}`);
    const unknown = words
      .map((word) => word.replace(/=.*/s, ""))
      .find((word) => /^--?./.test(word) && !known.includes(word));
    if (unknown === undefined || !("code" in thrown) || thrown.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION")
      throw new UsageError(misused(thrown.message, options));
    throw new UsageError(`${command.name} has no flag '${unknown}'${didYouMean(unknown, known)}`);
  }
}

/** A flag that lacks its value, or has one that it does not take, in our words; Node's say more than is asked. */
function misused(message: string, options: ReturnType<typeof parseOptions>): string {
  const [, name = ""] = /--([a-z-]+)/.exec(message) ?? [];
  if (!Object.hasOwn(options, name)) return message;
  return options[name]?.type === "string" ? `--${name} needs a value` : `--${name} takes no value`;
}

function report(thrown: unknown, err: (text: string) => void, command: Command | undefined): number {
  if (thrown instanceof UsageError) {
    err(`phoenix-setup: ${thrown.message}`);
    err(`hint: phoenix-setup ${command ? `${command.name} --help` : "--help"}`);
    return Exit.usage;
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (error instanceof ExternalError || isSystemError(error)) err(`phoenix-setup: ${error.message}`);
  else err(`phoenix-setup: this is a bug in phoenix-setup, please report it\n${error.stack}`);
  return Exit.outside;
}
