import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";
import { type Text, textValue } from "../model/text.ts";
import { fileMode, filePath, ownerName, statMode } from "./file-attributes.ts";

/** Options of {@link fileContent}. */
export interface FileContentOptions extends StepOptions {
  /** Absolute path inside the container; missing folders above it are made. */
  readonly path: string;
  /** All that is in the file, byte for byte: a last newline is there only if it is written here. */
  readonly content: Text;
  /** Permissions in octal, as text. Default `0644`. */
  readonly mode?: string;
  /** User that owns it. Default `root`. */
  readonly owner?: string;
  /** Group that owns it. Default `root`. */
  readonly group?: string;
}

/** The file holds exactly this text, with these permissions. It is replaced whole; a symbolic link becomes a file. */
export const fileContent = defineStep<FileContentOptions>({
  kind: "file-content",
  schema: z.strictObject({
    path: filePath,
    content: textValue,
    mode: fileMode.exactOptional(),
    owner: ownerName.exactOptional(),
    group: ownerName.exactOptional(),
  }),
  title: ({ path }) => `file ${path}`,
  limit: 60,
  view: ({ path, content, mode = "0644", owner = "root", group = "root" }) => ({
    path,
    content,
    mode: statMode(mode),
    owner,
    group,
  }),
  shared: ["file", "file-change"],
});
