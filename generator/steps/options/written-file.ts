import type * as z from "zod";
import type { StepOptions } from "../../dsl/step-options.ts";
import { fileMode, filePath, ownerName, statMode } from "./file-schema.ts";

/** Options of every step that writes one file whole. */
export interface WrittenFile extends StepOptions {
  /** Absolute path inside the container; missing folders above it are made. */
  readonly path: string;
  /** Permissions in octal, as text. Default `0644`. */
  readonly mode?: string;
  /** User that owns it. Default `root`. */
  readonly owner?: string;
  /** Group that owns it. Default `root`. */
  readonly group?: string;
}

/** The fields of {@link WrittenFile} in a schema. */
export const writtenFile = {
  path: filePath,
  mode: fileMode.exactOptional(),
  owner: ownerName.exactOptional(),
  group: ownerName.exactOptional(),
} satisfies Record<string, z.ZodType>;

/** What a template reads of them. */
export const writtenView = ({ path, mode = "0644", owner = "root", group = "root" }: WrittenFile) => ({
  path,
  mode: statMode(mode),
  owner,
  group,
});
