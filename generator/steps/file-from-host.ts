import * as z from "zod";
import { defineStep, type StepOptions } from "../model/step.ts";
import { type Text, textValue } from "../model/text.ts";
import { fileMode, filePath, ownerName, statMode } from "./file-attributes.ts";

/** Options of {@link fileFromHost}. */
export interface FileFromHostOptions extends StepOptions {
  /** Path of the file on the Proxmox VE host. It is read before the first step. */
  readonly source: Text;
  /** Absolute path inside the container; missing folders above it are made. */
  readonly path: string;
  /** Permissions in octal, as text. Default `0644`. */
  readonly mode?: string;
  /** User that owns it. Default `root`. */
  readonly owner?: string;
  /** Group that owns it. Default `root`. */
  readonly group?: string;
}

/**
 * The file inside is the host's, byte for byte, of any content. It travels over standard input, so it is meant for files of at most
 * a few megabytes. Nothing of it is logged but its size.
 */
export const fileFromHost = defineStep<FileFromHostOptions>({
  kind: "file-from-host",
  schema: z.strictObject({
    source: textValue,
    path: filePath,
    mode: fileMode.exactOptional(),
    owner: ownerName.exactOptional(),
    group: ownerName.exactOptional(),
  }),
  title: ({ path }) => `file ${path}, as it is on the host`,
  limit: 60,
  view: ({ source, path, mode = "0644", owner = "root", group = "root" }) => ({
    source,
    path,
    mode: statMode(mode),
    owner,
    group,
  }),
  shared: ["file", "host-file"],
  hostFile: ({ source }) => source,
});
