import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { accountsOf, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileContent}. */
export interface FileContentOptions extends WrittenFile {
  /** All that is in the file, byte for byte: a last newline is there only if it is written here. */
  readonly content: Text;
  /**
   * Whether the content is written only if there is no such file: from then on it belongs to a program, or to whoever edits it. Owner and mode
   * hold always. Default false: every run makes the file hold this content again.
   */
  readonly once?: boolean;
}

/**
 * The file holds exactly this text, with these permissions. It is replaced whole; a symbolic link becomes a file. With `once`, the text is
 * written only if the file is missing, and what is there but not a regular file is a failure.
 *
 * @example
 * file.content({ path: "/etc/motd", content: "Managed by phoenix-setup.\n" })
 */
export const fileContent = defineStep<FileContentOptions>({
  kind: "file-content",
  schema: z.strictObject({ ...writtenFile, content: textValue, once: z.boolean().exactOptional() }),
  title: ({ path }) => `file ${path}`,
  limit: 60,
  // Undefined, so that the plan of a file that is always written is what it was before there was a choice.
  view: ({ content, once, ...file }) => ({ ...writtenView(file), content, once: once || undefined }),
  shared: ({ once }) => (once ? ["file-once"] : ["file", "file-change"]),
  doubts: ({ path, content, once }) =>
    content !== "" || once || path.includes("/.pve-ignore.")
      ? []
      : [
          {
            code: "D337",
            message: `every run empties ${path}`,
            fix: "write once: true if a program writes into it, or accept D337",
            path: ["content"],
          },
        ],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ content, once, ...file }) => [wholeFile(file, once ? {} : { text: content })],
  requires: accountsOf,
  told: ({ path, once }) => ({
    check: once
      ? `${path} is there, with this owner and mode`
      : `${path} holds exactly this text, with this owner and mode`,
    apply: once
      ? "writes it if it is missing, or changes its owner and mode; what it holds stays"
      : "writes it beside, and puts it in place in one move",
  }),
});
