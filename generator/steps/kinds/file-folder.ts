import * as z from "zod";
import { type LocalFolder, localFolderValue } from "../../dsl/local-file.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { carried } from "../options/carried-file.ts";
import { fileMode, filePath, ownerName, statMode } from "../options/file-schema.ts";
import { accountsOf, carriedState, pathWith, wholeFile } from "../options/things.ts";

/** Options of {@link fileFolder}. */
export interface FileFolderOptions extends StepOptions {
  /** The folder beside the definitions: `localFolder("files/site")`; at most 4 MiB, and 1 MiB a file. Folders without files are left out. */
  readonly source: LocalFolder;
  /** Absolute path of the folder inside the container; missing folders above it are made. */
  readonly path: string;
  /** Whether anything else in it is removed, at any depth. Default false: it stays. */
  readonly exact?: boolean;
  /** Permissions of its files in octal, as text. Default `0755` for those that are executable beside the definitions, `0644` for others. */
  readonly mode?: string;
  /** Permissions of the folder and those in it, in octal, as text. Default `0755`. */
  readonly folderMode?: string;
  /** User that owns all of it. Default `root`. */
  readonly owner?: string;
  /** Group that owns all of it. Default `root`. */
  readonly group?: string;
}

/** The folder itself, as an empty name, and each that one of the files needs below it; outer ones first. */
const foldersOf = ({ files }: LocalFolder): string[] => {
  const parents = files.flatMap(({ path }) => {
    const parts = path.split("/").slice(0, -1);
    return parts.map((_, i) => `/${parts.slice(0, i + 1).join("/")}`);
  });
  return ["", ...[...new Set(parents)].sort()];
};

/** Removing what else is there must not be meant for a folder that the system shares. */
const ownFolder = filePath.refine(
  (path) => path.split("/").filter(Boolean).length > 1,
  "must lie below a folder of its own, such as /srv/site",
);

/**
 * The folder holds all files of a folder beside the definitions, byte for byte, of any content. The script carries them: text as text,
 * anything else as base64. Only files that differ are written.
 *
 * @example
 * file.folder({ source: localFolder("files/site"), path: "/var/www/site", exact: true })
 */
export const fileFolder = defineStep<FileFolderOptions>({
  kind: "file-folder",
  schema: z.strictObject({
    source: localFolderValue,
    path: ownFolder,
    exact: z.boolean().exactOptional(),
    mode: fileMode.exactOptional(),
    folderMode: fileMode.exactOptional(),
    owner: ownerName.exactOptional(),
    group: ownerName.exactOptional(),
  }),
  title: ({ path, source: { files } }) => `${files.length} file${files.length === 1 ? "" : "s"} in ${path}`,
  limit: 120,
  view: ({ source, path, exact = false, mode, folderMode = "0755", owner = "root", group = "root" }) => ({
    path,
    exact,
    owner,
    group,
    folderMode: statMode(folderMode),
    folders: foldersOf(source),
    names: [...foldersOf(source).map((name) => `${name}/`), ...source.files.map((file) => `/${file.path}`)]
      .map((name) => name.slice(1))
      .filter((name) => name !== ""),
    files: source.files.map((file) => ({
      name: `/${file.path}`,
      mode: statMode(mode ?? (file.executable ? "0755" : "0644")),
      carried: carried(file),
    })),
  }),
  shared: ({ source, exact = false }) => [
    ...["file", "file-change", "file-is", "folder", "folder-put"],
    ...(exact ? ["folder-exact"] : []),
    ...(source.files.some((file) => carried(file).encoded) ? ["host-file"] : []),
  ],
  claims: ({ source, path, exact = false }) => ({
    decides: exact
      ? [{ path, option: "path", below: true }]
      : source.files.map((file) => ({ path: `${path}/${file.path}`, option: "path" })),
  }),
  traits: {
    replaces: ({ path, folders }) => (folders as readonly string[]).map((folder) => `${String(path)}${folder}/x`),
  },
  provides: ({ source, path, mode, owner = "root", group = "root" }) => [
    pathWith({ path, owner, group }, { kind: "folder" }),
    ...source.files.map((file) =>
      wholeFile(
        { path: `${path}/${file.path}`, mode: mode ?? (file.executable ? "0755" : "0644"), owner, group },
        carriedState(file),
      ),
    ),
  ],
  requires: accountsOf,
  told: ({ path, source, exact }) => ({
    check: `${path} holds these ${source.files.length} files as they are in the definition's folder${exact ? ", and nothing else" : ""}`,
    apply: `writes those that differ${exact ? ", and removes what is not among them" : ""}`,
  }),
});
