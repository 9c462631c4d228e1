import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { directoryPath, fileMode, ownerName, statMode } from "../options/file-schema.ts";
import { accountsOf, pathWith } from "../options/things.ts";

/** Options of {@link fileDirectory}. */
export interface FileDirectoryOptions extends StepOptions {
  /** Absolute path inside the container; missing folders above it are made. Below a user's folder, that user makes them, and owns them. */
  readonly path: string;
  /** Permissions in octal, as text. Default: what they are, and `0755` for one that is made here. */
  readonly mode?: string;
  /** User that owns it. Default: whoever does, and `root` for one that is made here. */
  readonly owner?: string;
  /** Group that owns it. Default: whichever does, and `root` for one that is made here. */
  readonly group?: string;
}

/**
 * The directory is there, with the permissions that are given. What is in it stays as it is.
 *
 * @example
 * file.directory({ path: "/srv/models", mode: "0750", group: "users" })
 */
export const fileDirectory = defineStep<FileDirectoryOptions>({
  kind: "file-directory",
  schema: z.strictObject({
    path: directoryPath,
    mode: fileMode.exactOptional(),
    owner: ownerName.exactOptional(),
    group: ownerName.exactOptional(),
  }),
  title: ({ path }) => `directory ${path}`,
  limit: 60,
  view: ({ path, mode, owner = "", group = "" }) => ({
    path,
    mode: mode ? statMode(mode) : "",
    // Five digits: with fewer, chmod leaves a directory's set-group-ID bit as it is.
    allDigits: mode ? statMode(mode).padStart(5, "0") : "",
    owner,
    group,
  }),
  shared: ["folder", "folder-put"],
  traits: { formerKind: "directory" },
  claims: ({ path, owner }) => (owner === undefined ? {} : { gives: { folder: path, owner } }),
  provides: (options) => [pathWith(options, { kind: "folder" })],
  requires: accountsOf,
  told: ({ path }) => ({
    check: `${path} is a directory, with the owner and permissions that are given`,
    apply: "makes it, or changes its owner and permissions; what is in it stays",
  }),
});
