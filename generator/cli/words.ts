import { parseArgs } from "node:util";
import { UsageError } from "../validation/failures.ts";
import { didYouMean } from "../validation/nearest.ts";
import { type Command, parseOptions } from "./command.ts";

/** What the words after a command say. */
export interface Words {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** Whether JSON is asked for, wherever among the words that is, so that even words that cannot be parsed are answered in it. */
export const asksForJson = (words: readonly string[]): boolean => {
  const end = words.indexOf("--");
  return words.slice(0, end < 0 ? words.length : end).some((word) => /^--json(?:=|$)/.test(word));
};

/** Parses the words after a command. An unknown flag is an error: typed for another one, it must not run something else. */
export function parseWords(command: Command, words: readonly string[]): Words {
  const options = parseOptions(command);
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const [extra] = positionals;
    if (command.takes === "nothing" && extra !== undefined && values["help"] !== true)
      throw new UsageError(`${command.name} takes nothing but flags, not '${extra}'`);
    return { flags: values as Words["flags"], positionals };
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
