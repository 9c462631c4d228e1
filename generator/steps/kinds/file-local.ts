import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import { carried } from "../options/carried-file.ts";
import { accountsOf, carriedState, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileLocal}. */
export interface FileLocalOptions extends WrittenFile {
  /** The file beside the definitions: `local("files/motd")`; at most 1 MiB. Whoever can read the script can read it. */
  readonly source: LocalFile;
  /** Permissions in octal, as text. Default `0755` for a file that its owner may execute beside the definitions, else `0644`. */
  readonly mode?: string;
}

/**
 * The file holds what a file beside the definitions holds, byte for byte, of any content. The script carries it: text as text, anything
 * else as base64. It is replaced whole; a symbolic link becomes a file.
 *
 * @example
 * file.local({ source: local("files/prometheus.yml"), path: "/etc/prometheus/prometheus.yml" })
 */
export const fileLocal = defineStep<FileLocalOptions>({
  kind: "file-local",
  schema: z.strictObject({ ...writtenFile, source: localFileValue }),
  title: ({ path }) => `file ${path}`,
  limit: 60,
  view: ({ source, mode = source.executable ? "0755" : "0644", ...file }) => ({
    ...writtenView({ ...file, mode }),
    source: carried(source),
  }),
  shared: ({ source }) => (carried(source).encoded ? ["file", "file-is", "host-file"] : ["file", "file-change"]),
  traits: { replaces: ({ path }) => [path] },
  provides: ({ source, mode = source.executable ? "0755" : "0644", ...file }) => [
    wholeFile({ ...file, mode }, carriedState(source)),
  ],
  requires: accountsOf,
  told: ({ path, source }) => ({
    check: `${path} is as ${source.path} of the definition's folder, with this owner and mode`,
    apply: "writes it beside, and puts it in place in one move",
  }),
});
