import { createHash } from "node:crypto";
import * as z from "zod";
import { withFix } from "../validation/with-fix.ts";

/** A file beside the definitions that a step carries into a container. Made with {@link local}. */
export interface LocalFile {
  /** Tells it from a folder and from text. */
  readonly is: "local-file";
  /** Relative to `definitions/`, with forward slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
  /** Whether its owner may execute it. */
  readonly executable: boolean;
  /** Why it could not be read; reported by whatever takes the file. */
  readonly problem?: string;
  /** What is in it. Not enumerable, so that a plan printed as JSON shows its hash only. */
  readonly bytes: Uint8Array;
}

/** A folder beside the definitions, with all files below it. Made with {@link localFolder}. */
export interface LocalFolder {
  /** Tells it from a file and from text. */
  readonly is: "local-folder";
  /** Relative to `definitions/`, with forward slashes. */
  readonly path: string;
  /** Sorted; each path is relative to the folder. */
  readonly files: readonly LocalFile[];
  /** Why it could not be read; reported by whatever takes the folder. */
  readonly problem?: string;
}

/** What reads local files while definitions are evaluated; the model itself knows nothing of files. Throws an `Error` that says why. */
export interface LocalReader {
  /** One file. */
  file(path: string): { readonly size: number; readonly bytes: () => Uint8Array; readonly executable: boolean };
  /** The files below a folder, relative to it, sorted. */
  folder(path: string): readonly string[];
}

/** Bytes that one file, and one folder with all its files, may have: a script that an operator is to read carries no more. */
export const LOCAL_LIMITS = { file: 1024 * 1024, folder: 4 * 1024 * 1024 } as const;

/** What authors call to carry files. */
export interface Locals {
  /** {@link local}. */
  local(path: string): LocalFile;
  /** {@link localFolder}. */
  localFolder(path: string): LocalFolder;
}

/** The functions of one evaluation, which read through `reader`; without one, nothing can be read. */
export const localsOf = (reader: LocalReader | undefined): Locals => ({
  local(path) {
    try {
      return carried(checked(path, reader), path, path);
    } catch (thrown) {
      return localFile(path, new Uint8Array(), false, (thrown as Error).message);
    }
  },
  localFolder(path) {
    try {
      const checkedReader = checked(path, reader);
      const files = checkedReader.folder(path).map((name) => carried(checkedReader, `${path}/${name}`, name));
      const size = files.reduce((sum, file) => sum + file.size, 0);
      if (size > LOCAL_LIMITS.folder)
        throw new Error(
          withFix(`holds ${size} bytes, more than a script carries (4 MiB)`, "fetch it with file.archive"),
        );
      return Object.freeze({ is: "local-folder", path, files: Object.freeze(files) });
    } catch (thrown) {
      return Object.freeze({ is: "local-folder", path, files: [], problem: (thrown as Error).message });
    }
  },
});

/**
 * A file beside the definitions. It is read when the definition is evaluated; a script carries what is in it.
 *
 * @param path relative to `definitions/`, such as `files/prometheus.yml`; at most 1 MiB
 *
 * @example
 * file.local({ path: "/etc/prometheus/prometheus.yml", source: local("files/prometheus.yml") })
 */
export function local(path: string): LocalFile {
  return localsOf(undefined).local(path);
}

/**
 * A folder beside the definitions, with all files below it.
 *
 * @param path relative to `definitions/`, such as `files/site`; at most 4 MiB in all, and 1 MiB a file
 *
 * @example
 * file.folder({ path: "/srv/site", source: localFolder("files/site") })
 */
export function localFolder(path: string): LocalFolder {
  return localsOf(undefined).localFolder(path);
}

/** Reads a file, known as `name` from then on. */
function carried(reader: LocalReader, path: string, name: string): LocalFile {
  const { size, bytes, executable } = reader.file(path);
  if (size <= LOCAL_LIMITS.file) return localFile(name, bytes(), executable);
  const about = name === path ? "" : `: ${name}`;
  throw new Error(
    withFix(`has ${size} bytes, more than a script carries (1 MiB)${about}`, "fetch it with file.download"),
  );
}

/** A local file as data, whatever it was read with. */
export function localFile(path: string, bytes: Uint8Array, executable = false, problem?: string): LocalFile {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const known = {
    is: "local-file",
    path,
    size: bytes.length,
    sha256,
    executable,
    ...(problem && { problem }),
  } as const;
  return Object.freeze(Object.defineProperty(known, "bytes", { value: bytes })) as unknown as LocalFile;
}

function checked(path: unknown, reader: LocalReader | undefined): LocalReader {
  if (typeof path !== "string" || path === "")
    throw new Error(withFix("is no path", "give one relative to definitions/"));
  if (path.includes("\0") || path.startsWith("/") || /(^|[\\/])\.\.([\\/]|$)/.test(path))
    throw new Error(withFix("lies outside of definitions/", "give a path relative to definitions/, without .."));
  if (reader === undefined)
    throw new Error(withFix("cannot be read here", "files are read while a definition is evaluated"));
  return reader;
}

const read = (value: unknown, is: string): value is LocalFile | LocalFolder =>
  typeof value === "object" && value !== null && "is" in value && value.is === is;

const schemaOf = <Kind extends LocalFile | LocalFolder>(is: Kind["is"], make: string): z.ZodType<Kind> =>
  z
    .custom<Kind>((value) => read(value, is), `must be made with ${make}("…")`)
    .superRefine(({ path, problem }, context) => {
      if (problem !== undefined)
        context.addIssue({ code: "custom", message: `${`'${path}'`.replace(/\p{Cc}/gu, " ")} ${problem}` });
    });

/** The schema of {@link LocalFile}; one that could not be read is a problem. */
export const localFileValue = schemaOf<LocalFile>("local-file", "local");

/** The schema of {@link LocalFolder}; one that could not be read is a problem. */
export const localFolderValue = schemaOf<LocalFolder>("local-folder", "localFolder");
