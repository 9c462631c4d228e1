import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { filePath } from "../options/file-schema.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileJoined}. */
export interface FileJoinedOptions extends WrittenFile {
  /** Absolute paths of files inside the container, in the order in which they stand in it; at least one, and each has to be there. */
  readonly parts: readonly string[];
}

/**
 * The file holds what other files inside hold, one after the other, byte for byte. It is made anew whenever one of them is another.
 *
 * @example
 * file.joined({
 *   path: "/etc/ssl/private/site-chain.pem",
 *   parts: ["/etc/ssl/private/site.pem", "/etc/ssl/certs/authority.pem"],
 *   mode: "0600",
 * })
 */
export const fileJoined = defineStep<FileJoinedOptions>({
  kind: "file-joined",
  schema: z
    .strictObject({ ...writtenFile, parts: z.array(filePath).min(1, "names no file").readonly() })
    .refine(({ path, parts }) => !parts.includes(path), "cannot be a part of itself"),
  title: ({ path, parts }) => `file ${path}, joined from ${parts.length}`,
  limit: 120,
  view: ({ parts, ...file }) => ({ ...writtenView(file), parts }),
  shared: ["edit-place", "file", "file-change", "file-place", "file-whole"],
  traits: { replaces: ({ path }) => [path] },
  told: ({ path, parts }) => ({
    check: `${path} is ${parts.join(", ")} one after the other`,
    apply: "joins them beside it, and puts the result in place in one move",
  }),
});
