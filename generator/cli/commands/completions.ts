import { Exit } from "../../contract/cli-exit-codes.ts";
import { renderTemplate } from "../../handlebars/render-template.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Command, Flag } from "../command.ts";
import type { Data } from "../json/data.ts";

/** Shells that there are completions for. */
const SHELLS = ["bash", "zsh"] as const;

/** Prints what a shell needs to complete commands, flags and the folder's CTIDs. */
export const completions: Command<Data<"completions">> = {
  name: "completions",
  summary: "Print completions for a shell: source <(phoenix-setup completions bash)",
  flags: { json: { type: "boolean", about: "print them as JSON" } },
  takes: "words",
  usage: SHELLS.join("|"),
  words: SHELLS,
  async run({ words, out, json, commands: all }) {
    const shell = SHELLS.find((one) => one === words[0]);
    if (shell === undefined || words.length > 1)
      throw new UsageError(`completions are there for one of ${SHELLS.join(" and ")}, not for '${words.join(" ")}'`);
    const commands = (await all()).map(asData);
    const described = commands.map(({ name, summary }) => `${name}:${summary}`);
    const names = commands.map(({ name }) => name);
    const script = renderTemplate(`completions/${shell}`, { names, described, commands }).trimEnd();
    if (!json) out(script);
    return { exit: Exit.fine, data: { shell, script } };
  },
};

/** A command as the templates read it; `free` are flags whose value nobody can guess. */
function asData({ name, summary, flags, takes = "ctids", words = [] }: Command) {
  const valued = Object.entries(flags).flatMap(([flag, { type, values = [] }]: [string, Flag]) =>
    type === "string" ? [{ flag: `--${flag}`, values }] : [],
  );
  return {
    name,
    summary,
    ctids: takes === "ctids",
    words,
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
