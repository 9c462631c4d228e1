import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { filePath } from "../options/file-schema.ts";
import { accountsOf, pathNeeded, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileJoined}. */
export interface FileJoinedOptions extends WrittenFile {
  /**
   * Absolute paths of files inside the container, and text between them, in the order in which they stand in it; at least one file, and each
   * has to be there.
   */
  readonly parts: readonly (string | LiteralPart)[];
}

/** Text of its own in a file that is joined. */
export interface LiteralPart {
  /** The text, byte for byte. */
  readonly text: Text;
}

const isFile = (part: string | LiteralPart): part is string => typeof part === "string";
const filesOf = (parts: FileJoinedOptions["parts"]): readonly string[] => parts.filter(isFile);

/** The parts with what they are; undefined where all are files, so that such a plan is what it was before there was text between them. */
const piecesOf = (parts: FileJoinedOptions["parts"]) =>
  parts.every(isFile)
    ? undefined
    : parts.map((part) => (isFile(part) ? { file: part, text: "" } : { file: "", ...part }));

/**
 * The file holds what other files inside hold, one after the other, byte for byte, with text between them where that is wanted. It is made anew
 * whenever one of them is another. One file alone is `file.copy`.
 *
 * @example
 * file.joined({
 *   path: "/etc/ssl/private/site-chain.pem",
 *   parts: ["/etc/ssl/private/site.pem", { text: "\n" }, "/etc/ssl/certs/authority.pem"],
 *   mode: "0600",
 * })
 */
export const fileJoined = defineStep<FileJoinedOptions>({
  kind: "file-joined",
  schema: z
    .strictObject({
      ...writtenFile,
      parts: z.array(z.union([filePath, z.strictObject({ text: textValue })])).readonly(),
    })
    .refine(({ parts }) => parts.some(isFile), { error: "names no file", path: ["parts"] })
    .refine(({ path, parts }) => !parts.includes(path), "cannot be a part of itself"),
  title: ({ path, parts }) => `file ${path}, joined from ${parts.length}`,
  limit: 120,
  view: ({ parts, ...file }) => ({ ...writtenView(file), parts: filesOf(parts), pieces: piecesOf(parts) }),
  shared: ["file", "file-change", "inside-file"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ parts, ...file }) => [wholeFile(file, { parts })],
  requires: (options) => [
    ...accountsOf(options),
    ...options.parts.flatMap((part, i) => (isFile(part) ? pathNeeded(part, "parts", i) : [])),
  ],
  told: ({ path, parts }) => ({
    check: `${path} is ${parts.map((part) => (isFile(part) ? part : "a text")).join(", ")} one after the other`,
    apply: "joins them beside it, and puts the result in place in one move",
  }),
});
