#!/usr/bin/env node
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { type Command, Exit, parseOptions, UsageError } from "./command.ts";
import { explain } from "./explain.ts";
import { generate } from "./generate.ts";
import { commandHelp, help } from "./help.ts";
import { lintCommand } from "./lint.ts";
import { list } from "./list.ts";

const commands: readonly Command[] = [generate, check, lintCommand, list, explain];

/** Parses the words, runs one command, prints what went wrong, and returns the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  const err = (text: string): void => void process.stderr.write(`${text}\n`);
  if (name === "--version") return told(out, PHOENIX_SETUP_VERSION);
  if (name === "--help" || name === "help") return told(out, help(commands));
  if (name === undefined) return told(err, help(commands), Exit.usage);
  const command = commands.find((candidate) => candidate.name === name);
  try {
    if (command === undefined) throw new UsageError(`there is no command '${name}'`);
    const { values, positionals } = parse(command, rest);
    if (values.help === true) return told(out, commandHelp(command));
    const colour = process.stderr.isTTY === true && !process.env.NO_COLOR;
    return await command.run({ folder: process.cwd(), flags: values, ctids: positionals.map(ctid), out, err, colour });
  } catch (thrown) {
    return report(thrown, err, command);
  }
}

function told(write: (text: string) => void, text: string, code: number = Exit.fine): number {
  write(text);
  return code;
}

type Values = Record<string, string | boolean | undefined>;

function parse(command: Command, words: string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: words, options: parseOptions(command), allowPositionals: true, strict: true }) as {
      values: Values;
      positionals: string[];
    };
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function ctid(word: string): number {
  if (!/^[1-9][0-9]{2,8}$/.test(word)) throw new UsageError(`'${word}' is not a CTID (100 to 999999999)`);
  return Number(word);
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

// Not process.exit(): what is still to be written to a pipe would be lost.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
