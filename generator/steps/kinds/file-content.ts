import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileContent}. */
export interface FileContentOptions extends WrittenFile {
  /** All that is in the file, byte for byte: a last newline is there only if it is written here. */
  readonly content: Text;
}

/**
 * The file holds exactly this text, with these permissions. It is replaced whole; a symbolic link becomes a file.
 *
 * @example
 * file.content({ path: "/etc/motd", content: "Managed by phoenix-setup.\n" })
 */
export const fileContent = defineStep<FileContentOptions>({
  kind: "file-content",
  schema: z.strictObject({ ...writtenFile, content: textValue }),
  title: ({ path }) => `file ${path}`,
  limit: 60,
  view: ({ content, ...file }) => ({ ...writtenView(file), content }),
  shared: ["file", "file-change"],
  traits: { replaces: ({ path }) => [path] },
  told: ({ path }) => ({
    check: `${path} holds exactly this text, with this owner and mode`,
    apply: "writes it beside, and puts it in place in one move",
  }),
});
