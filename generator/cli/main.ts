import { parseArgs } from "node:util";
import { didYouMean } from "../validation/nearest.ts";
import { asking } from "./ask.ts";
import { type Command, Exit, parseOptions, readCtid, UsageError } from "./command.ts";
import { allCommands, commands } from "./commands.ts";
import { commandHelp, help } from "./ui/help.ts";

/** Parses the words, runs one command, prints what went wrong, and returns the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const [first, ...others] = words;
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  const err = (text: string): void => void process.stderr.write(`${text}\n`);
  if (first === "--version") return told(out, PHOENIX_SETUP_VERSION);
  if (first === undefined) return told(err, help(await allCommands()), Exit.usage);
  const asked = first === "help" || first === "--help" || first === "-h";
  if (asked && others.length === 0) return told(out, help(await allCommands()));
  const [name = "", rest] = asked ? [others[0], ["--help"]] : [first, others];
  let command: Command | undefined;
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined)
      throw new UsageError(`there is no command '${name}'${didYouMean(name, Object.keys(commands))}`);
    command = await load();
    const { values, positionals } = parse(command, rest);
    if (values.help === true) return told(out, commandHelp(command));
    return await command.run({
      folder: process.cwd(),
      flags: values,
      ctids: command.takes === undefined || command.takes === "ctids" ? positionals.map(readCtid) : [],
      words: positionals,
      out,
      err,
      colour: process.stderr.isTTY === true && !process.env.NO_COLOR,
      ask: process.stdin.isTTY && process.stderr.isTTY ? asking() : undefined,
    });
  } catch (thrown) {
    return report(thrown, err, command);
  }
}

function told(write: (text: string) => void, text: string, code: number = Exit.fine): number {
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
  if ("code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code)) {
    err(`phoenix-setup: ${error.message}`);
    return Exit.outside;
  }
  err(`phoenix-setup: this is a bug in phoenix-setup, please report it\n${error.stack}`);
  return Exit.outside;
}

/** Ends once all is written to whatever reads it. A definition that leaves a socket or a child process behind does not keep us. */
function end(code: number): void {
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) =>
  process.exit(code === "EPIPE" ? Exit.fine : Exit.outside),
);
main(process.argv.slice(2)).then(end);
