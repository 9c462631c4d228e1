import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { filePath } from "../options/file-schema.ts";
import { accountsOf, pathNeeded, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileCopy}. */
export interface FileCopyOptions extends WrittenFile {
  /** Absolute path inside the container of the file that is copied, at most 64 MiB. It has to be there when the step runs. */
  readonly source: string;
}

/**
 * The file is a copy of another file inside, byte for byte. It is made anew whenever that one is another. A link as `source` is followed; owner
 * and mode are not copied. A file of the host is brought by `file.fromHost`, one of the project by `file.local`.
 *
 * @example
 * file.copy({ source: "/usr/share/doc/rsync/examples/rsyncd.conf", path: "/etc/rsyncd.conf" })
 */
export const fileCopy = defineStep<FileCopyOptions>({
  kind: "file-copy",
  schema: z
    .strictObject({ ...writtenFile, source: filePath })
    .refine(({ path, source }) => path !== source, "cannot be a copy of itself"),
  title: ({ path, source }) => `file ${path}, a copy of ${source}`.slice(0, 120),
  limit: 120,
  view: ({ source, ...file }) => ({ ...writtenView(file), source }),
  shared: ["file", "file-change", "inside-file"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ source, ...file }) => [wholeFile(file, { source })],
  requires: (options) => [...accountsOf(options), ...pathNeeded(options.source, "source")],
  told: ({ path, source }) => ({
    check: `${path} holds what ${source} holds, with this owner and mode`,
    apply: "writes it beside, and puts it in place in one move",
  }),
});
