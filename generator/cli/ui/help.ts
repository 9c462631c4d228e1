import { CLI_EXIT_CODES } from "../../contract/cli-exit-codes.ts";
import type { Command } from "../command.ts";

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
};

/** The overview of all commands. */
export const help = (commands: readonly Command[]): string =>
  [
    "phoenix-setup: describe Proxmox VE containers in TypeScript, generate their setup scripts",
    "",
    "usage: phoenix-setup <command> [CTID…]",
    "",
    columns(commands.map(({ name, summary }) => [name, summary])),
    "",
    "phoenix-setup <command> --help tells of its flags. Without a CTID, a command is about all containers.",
    `Exit codes: ${CLI_EXIT_CODES.map(({ code, meaning }) => `${code} ${meaning}`).join(", ")}.`,
  ].join("\n");

/** One command and its flags. */
export const commandHelp = ({ name, summary, flags, takes, usage = "[CTID…]" }: Command): string =>
  [
    `usage: phoenix-setup ${name} [flags]${takes === "nothing" ? "" : ` ${usage}`}`,
    "",
    summary,
    "",
    columns([
      ...Object.entries(flags).map(
        ([flag, { about, type }]) => [`--${flag}${type === "string" ? " …" : ""}`, about] as const,
      ),
      ["--help", "this text"],
    ]),
  ].join("\n");
