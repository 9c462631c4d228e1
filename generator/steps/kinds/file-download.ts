import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { accountsOf, programs, wholeFile } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileDownload}. */
export interface FileDownloadOptions extends WrittenFile {
  /** Where it is fetched from, http or https; redirections are followed. */
  readonly url: string;
  /** sha256 of what is in it, 64 hexadecimal digits; what has another sum is not taken. The publisher names it beside the file; or fetch the file once, check it, and take what `sha256sum` prints. */
  readonly sha256: string;
}

/** The schema of a sha256 sum. */
export const sha256Sum = z.string().regex(/^[0-9a-fA-F]{64}$/, "must be a sha256 sum: 64 hexadecimal digits");

/**
 * The file holds what is found at this address, as its sum says. With the right sum it is not fetched again; it is replaced whole,
 * and only by what has the right sum. Needs `curl` inside.
 *
 * @example
 * file.download({
 *   url: "https://github.com/mikefarah/yq/releases/download/v4.44.3/yq_linux_amd64",
 *   sha256: "a2c097180dd884a8d50c956ee16a9cec070f30a7947cf4ebf87d5f36213e9ed7",
 *   path: "/usr/local/bin/yq",
 *   mode: "0755",
 * })
 */
export const fileDownload = defineStep<FileDownloadOptions>({
  kind: "file-download",
  schema: z.strictObject({ ...writtenFile, url: webAddress, sha256: sha256Sum }),
  title: ({ path, url }) => `file ${path} from ${hostOf(url)}`,
  limit: 900,
  view: ({ url, sha256, ...file }) => ({ ...writtenView(file), url, sha256: sha256.toLowerCase() }),
  shared: ["download", "file-place", "file-replace", "file-sum", "read-regular", "sum-is"],
  fetches: ({ url }) => [hostOf(url)],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ sha256, ...file }) => [wholeFile(file, { sum: sha256.toLowerCase() })],
  requires: (options) => [...accountsOf(options), ...programs("curl")],
  told: ({ path, url }) => ({
    check: `${path} has the sha256 that is given, with this owner and mode`,
    apply: `fetches ${url}, holds it against the sha256, and puts it in place in one move`,
  }),
});
