import { Exit } from "../contract/cli-exit-codes.ts";
import { UsageError } from "../validation/failures.ts";
import type { Finding } from "../validation/finding.ts";
import { didYouMean } from "../validation/nearest.ts";
import { type Command, readCtid } from "./command.ts";
import { allCommands, commands } from "./commands.ts";
import { failureOf, failureText } from "./failure.ts";
import type { Io } from "./io.ts";
import { jsonText, type Result } from "./result.ts";
import { commandHelp, help } from "./ui/help.ts";
import { asksForJson, parseWords } from "./words.ts";

/** What is known of a call, whether it succeeds or fails. */
interface Known {
  /** The command, or `help` or `version`; undefined as long as the words name none. */
  name?: string;
  findings: readonly Finding[];
}

/** Parses the words, runs one command, prints what went wrong, and returns the exit code. With `--json`, prints one JSON value in any case. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const json = asksForJson(words);
  const known: Known = { findings: [] };
  try {
    const result = await called(words, io, json, known);
    if (json && result.streamed !== true) io.out(jsonText(known.name ?? null, result));
    return result.exit;
  } catch (thrown) {
    const { findings } = known;
    const { exit, error } = failureOf(thrown, known.name);
    if (findings.length > 0) (await import("./ui/report.ts")).showFindings(findings, io);
    io.err(failureText(error));
    if (json) io.out(jsonText(known.name ?? null, { exit, findings, error }));
    return exit;
  }
}

async function called(words: readonly string[], io: Io, json: boolean, known: Known): Promise<Result> {
  const [first, ...others] = words;
  const shown = (name: "help" | "version", text: string): Result => {
    known.name = name;
    if (!json) io.out(text);
    return { exit: Exit.fine, data: name === "help" ? { text } : { phoenixSetup: text } };
  };
  if (first === undefined) {
    io.err(help(await allCommands()));
    return { exit: Exit.usage };
  }
  if (first === "--version") return shown("version", PHOENIX_SETUP_VERSION);
  const asked = first === "help" || first === "--help" || first === "-h";
  const [about] = others.filter((word) => word !== "--json");
  if (asked && about === undefined) return shown("help", help(await allCommands()));
  const command = await commandBy(asked ? (about ?? "") : first);
  known.name = command.name;
  const { flags, positionals } = parseWords(command, asked ? ["--help"] : others);
  if (flags["help"] === true) return shown("help", commandHelp(command));
  return await command.run({
    ...io,
    flags,
    json,
    ctids: command.takes === undefined || command.takes === "ctids" ? positionals.map(readCtid) : [],
    words: positionals,
    commands: allCommands,
    onFindings: (findings) => {
      known.findings = findings;
    },
  });
}

async function commandBy(name: string): Promise<Command> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined)
    throw new UsageError(`there is no command '${name}'${didYouMean(name, Object.keys(commands))}`);
  return load();
}
