import { Exit } from "../../contract/cli-exit-codes.ts";
import { renderTemplate } from "../../handlebars/render-template.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Command, Flag } from "../command.ts";

/** Shells that there are completions for. */
const SHELLS = ["bash", "zsh"];

/** Prints what a shell needs to complete commands, flags and the folder's CTIDs. */
export const completions: Command = {
  name: "completions",
  summary: "Print completions for a shell: source <(phoenix-setup completions bash)",
  flags: {},
  takes: "words",
  usage: SHELLS.join("|"),
  async run({ words, out, commands: all }) {
    const [shell = "", ...others] = words;
    if (!SHELLS.includes(shell) || others.length > 0)
      throw new UsageError(`completions are there for one of ${SHELLS.join(" and ")}, not for '${words.join(" ")}'`);
    const commands = (await all()).map(asData);
    const described = commands.map(({ name, summary }) => `${name}:${summary}`);
    const names = commands.map(({ name }) => name);
    out(renderTemplate(`completions/${shell}`, { names, described, commands }).trimEnd());
    return Exit.fine;
  },
};

/** A command as the templates read it; `free` are flags whose value nobody can guess. */
function asData({ name, summary, flags, takes = "ctids" }: Command) {
  const valued = Object.entries(flags).flatMap(([flag, { type, values = [] }]: [string, Flag]) =>
    type === "string" ? [{ flag: `--${flag}`, values }] : [],
  );
  return {
    name,
    summary,
    ctids: takes === "ctids",
    words: name === "completions" ? SHELLS : [],
    flags: [...Object.keys(flags).map((flag) => `--${flag}`), "--help"],
    described: [
      ...Object.entries(flags).map(([flag, { about }]) => `--${flag}:${about}`),
      "--help:tell of this command",
    ],
    asked: valued.length > 0,
    free: valued.filter(({ values }) => values.length === 0).map(({ flag }) => flag),
    valued: valued
      .filter(({ values }) => values.length > 0)
      .map(({ flag, values }) => ({ flag, ctids: values === "ctids", words: values === "ctids" ? [] : values })),
  };
}
