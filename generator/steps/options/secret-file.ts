import * as z from "zod";
import type { Doubt } from "../../dsl/step.ts";
import type { Provided } from "../../dsl/things.ts";
import { fileMode, filePath, ownerName, statMode } from "./file-schema.ts";
import { wholeFile } from "./things.ts";

/** A line `KEY=value` in a file of such lines, for what takes its secrets from there, such as Docker Compose or a systemd unit. */
export interface EnvFileOptions {
  /**
   * Absolute path of the file inside, such as `/opt/monitoring/.env`. It gets the mode, owner and group of the secret's own file; it is made
   * with its folders if it is missing, and its other lines stay.
   */
  readonly path: string;
  /** Name of the variable: a letter or `_`, then letters, digits and `_`. A line that sets it already is replaced, a second one removed. */
  readonly key: string;
}

/** What all secrets that are kept in a file of their own take. */
export interface SecretFileOptions {
  /** Absolute path of the file inside the container, which holds the secret and nothing else; missing folders above it are made. */
  readonly path: string;
  /** Permissions in octal, as text. Default `0600`. If others may read it, that is warning D331. */
  readonly mode?: string;
  /** User that owns it, which has to be there when the step runs. Default `root`. */
  readonly owner?: string;
  /** Group that owns it, which has to be there when the step runs. Default `root`. */
  readonly group?: string;
  /** A file that has the secret as a line `KEY=value` as well. Its value must then need no quotes, or the step fails. */
  readonly envFile?: EnvFileOptions;
}

/** The schema of {@link SecretFileOptions}, field by field. */
export const secretFile = {
  path: filePath,
  mode: fileMode.exactOptional(),
  owner: ownerName.exactOptional(),
  group: ownerName.exactOptional(),
  envFile: z
    .strictObject({
      path: filePath,
      key: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable's name: letters, digits and _"),
    })
    .exactOptional(),
};

/** What the templates read of a secret's files. */
export const secretFileView = ({
  path,
  mode = "0600",
  owner = "root",
  group = "root",
  envFile,
}: SecretFileOptions) => ({
  path,
  mode: statMode(mode),
  owner,
  group,
  env: envFile?.path ?? "",
  key: envFile?.key ?? "",
});

/** The files that hold the secret. */
export const secretFiles = ({ path, envFile }: SecretFileOptions): readonly string[] => [
  path,
  ...(envFile ? [envFile.path] : []),
];

/** A secret that every user inside may read is none. */
export const secretFileDoubts = ({ mode = "0600", path }: SecretFileOptions): Doubt[] =>
  (Number.parseInt(mode, 8) & 0o7) === 0
    ? []
    : [
        {
          code: "D331",
          message: `the secret ${path} is open to every user inside, by its mode ${mode}`,
          fix: 'write mode: "0640" and the group that has to read it, or accept D331',
          path: ["mode"],
        },
      ];

/** Returns the files that hold a secret; the one of variables may have others besides. */
export const secretPaths = (
  { path, mode = "0600", owner, group, envFile }: SecretFileOptions,
  state: Readonly<Record<string, unknown>>,
): Provided[] => [
  {
    ...wholeFile({ path, mode, ...(owner !== undefined && { owner }), ...(group !== undefined && { group }) }, state),
    forOthers: "the secret",
  },
  ...(envFile === undefined
    ? []
    : [{ what: "path", name: envFile.path, at: ["envFile", "path"], forOthers: "the secret" } as const]),
];
