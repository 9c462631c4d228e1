import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { shown } from "../options/text-parts.ts";
import { accountsOf, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileFromHost}. */
export interface FileFromHostOptions extends WrittenFile {
  /** Path of the file on the Proxmox VE host. It is read before the first step. */
  readonly source: Text;
}

/**
 * The file inside is the host's, byte for byte, of any content. It travels over standard input, so it is meant for files of at most
 * a few megabytes. Nothing of it is logged but its size.
 *
 * @example
 * file.fromHost({ source: "/etc/ssl/certs/company.pem", path: "/etc/ssl/certs/company.pem" })
 */
export const fileFromHost = defineStep<FileFromHostOptions>({
  kind: "file-from-host",
  schema: z.strictObject({ ...writtenFile, source: textValue }),
  title: ({ path }) => `file ${path}, as it is on the host`,
  limit: 60,
  view: ({ source, ...file }) => ({ source, ...writtenView(file) }),
  shared: ["file", "file-is", "host-file"],
  hostFile: ({ source }) => source,
  traits: { replaces: ({ path }) => [path] },
  provides: ({ source, ...file }) => [wholeFile(file, { "host's file": source })],
  requires: accountsOf,
  told: ({ path, source }) => ({
    check: `${path} is as ${shown(source)} on the host, with this owner and mode`,
    apply: "writes it beside, and puts it in place in one move",
  }),
});
