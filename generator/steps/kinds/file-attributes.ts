import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { fileMode, ownerName, statMode } from "../options/file-schema.ts";
import { ownPath, SYSTEM_FOLDERS } from "../options/own-path.ts";
import { accountsOf, pathNeeded, pathWith } from "../options/things.ts";

/** Options of {@link fileAttributes}. At least one of mode, folder mode, owner and group is needed. */
export interface FileAttributesOptions extends StepOptions {
  /** Absolute path inside the container of a file or a folder that is there. No folder of the system. */
  readonly path: string;
  /** Permissions in octal, as text: of the file, or with `recursive` of all files below the folder. Default: what they are. */
  readonly mode?: string;
  /** Permissions in octal, as text: of the folder, or with `recursive` of it and all folders below it. Default: what they are. */
  readonly folderMode?: string;
  /** User that owns it. Default: whoever does. */
  readonly owner?: string;
  /** Group that owns it. Default: whichever does. */
  readonly group?: string;
  /** Whether all that is below the folder is meant, too; links are not followed. Default false. */
  readonly recursive?: boolean;
}

/**
 * A file or folder that another step, a package or a program makes has these permissions. What is in it stays as it is. A path that
 * leads nowhere is a failure.
 *
 * @example
 * file.attributes({ path: "/var/lib/grafana", recursive: true, owner: "grafana", mode: "0640", folderMode: "0750" })
 */
export const fileAttributes = defineStep<FileAttributesOptions>({
  kind: "file-attributes",
  schema: z
    .strictObject({
      path: ownPath,
      mode: fileMode.exactOptional(),
      folderMode: fileMode.exactOptional(),
      owner: ownerName.exactOptional(),
      group: ownerName.exactOptional(),
      recursive: z.boolean().exactOptional(),
    })
    .refine(
      ({ mode, folderMode, owner, group }) => [mode, folderMode, owner, group].some((field) => field !== undefined),
      "needs `mode`, `folderMode`, `owner` or `group`",
    ),
  title: ({ path, recursive = false }) => `owner and permissions of ${path}${recursive ? " and all below it" : ""}`,
  limit: ({ recursive = false }) => (recursive ? 300 : 60),
  view: ({ path, mode, folderMode, owner = "", group = "", recursive = false }) => ({
    path,
    mode: mode ? statMode(mode) : "",
    folderMode: folderMode ? statMode(folderMode) : "",
    owner,
    group,
    depth: recursive ? 10_000 : 0,
    refused: SYSTEM_FOLDERS,
  }),
  shared: ["attributes", "fail-because", "own-path"],
  claims: ({ path, mode = "0644", owner = "root", group = "root", recursive = false }) => ({
    // What Proxmox writes is root's, and readable by everybody.
    decides:
      statMode(mode) === "644" && owner === "root" && group === "root"
        ? []
        : [{ path, option: "path", below: recursive }],
  }),
  provides: ({ folderMode: _folderMode, recursive, ...options }) => (recursive ? [] : [pathWith(options)]),
  requires: (options) => [...accountsOf(options), ...pathNeeded(options.path, "path")],
  told: ({ path, recursive }) => ({
    check: `${path}${recursive ? " and all below it have" : " has"} this owner and these permissions`,
    apply: "`chown` and `chmod` where it is not so",
  }),
});
