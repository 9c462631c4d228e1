import * as z from "zod";
import { partsOf } from "../../bash/unquoted.ts";
import { defineStep, type Schema } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";
import { fileMode, filePath, statMode } from "../options/file-schema.ts";
import { shown } from "../options/text-parts.ts";
import { pathWith } from "../options/things.ts";

/** What both forms of {@link fileLine} take. */
interface EditedFile extends StepOptions {
  /** Absolute path of a text file inside the container; a link is followed. A missing file counts as empty, and its folder is made. */
  readonly path: string;
  /** Permissions in octal, as text. Default: what they are, and `0644` for a file that is made here. */
  readonly mode?: string;
}

/** Options of {@link fileLine}: either the line that is there, or the lines that are not. */
export type FileLineOptions =
  | (EditedFile & {
      /** The line, without its end. */
      readonly line: Text;
      /**
       * The lines whose place it takes, if it is not there: those that begin with a text, or that a regular expression finds. None of them
       * stays. It is matched by Perl, byte by byte; the flag `i` may be set. Default: none, and a missing line is put at the end.
       */
      readonly replaces?: string | RegExp;
      readonly absent?: never;
    })
  | (EditedFile & {
      /** The lines that are not there: one, as it stands in the file, or all that a regular expression finds. */
      readonly absent: Text | RegExp;
      readonly line?: never;
      readonly replaces?: never;
    });

const isForm = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === "[object RegExp]";

/** A definition may be evaluated elsewhere, so its regular expressions need not be instances of this program's. */
const form = z
  .custom<RegExp>(isForm, "must be text or a regular expression")
  .superRefine(({ source, flags }, context) => {
    const issue = (message: string) => context.addIssue({ code: "custom", message });
    if (!/^i?$/.test(flags)) issue(withFix(`has the flags '${flags}'`, "only i is known"));
    if (/\\u|\\p\{|\[\^?\]/i.test(source))
      issue(withFix("has \\u, \\p{…} or an empty class, which Perl reads otherwise", "write the characters"));
  });

const oneLine = textValue.refine(
  (value) => !partsOf(value).some((part) => typeof part === "string" && part.includes("\n")),
  withFix("holds the end of a line", "take a step for each line, or file.content"),
);

const start = literal
  .min(1, "is empty, so that every line begins with it")
  .regex(/^[^\n]*$/, "holds the end of a line");

/** A form as Perl takes it. */
const perl = ({ source, flags }: RegExp): string => (flags === "i" ? `(?i:${source})` : source);

function how(value: Text | RegExp | undefined): { how: "none" | "start" | "form"; form: string } {
  if (value === undefined) return { how: "none", form: "" };
  return isForm(value) ? { how: "form", form: perl(value) } : { how: "start", form: String(value) };
}

/** What of a file a step decides: the line that it adds or removes, and which lines give way to it. */
function changed(line: Text | undefined, replaces: string | RegExp | undefined, absent: Text | RegExp | undefined) {
  const given = line === undefined ? absent : replaces;
  const begin = isForm(given) ? given.source.replace(/^\^?(?:\\s\*|\s\*)?/, "") : given;
  const lines = [line, begin].filter((text) => typeof text === "string");
  if (isForm(given)) return { lines, takes: (there: string) => new RegExp(given.source, given.flags).test(there) };
  if (typeof given !== "string") return { lines };
  return { lines, takes: (there: string) => (line === undefined ? there === given : there.startsWith(given)) };
}

/**
 * A line of a text file is there once, or lines are not there. All others stay, and so do owner and mode. Settings of a file with
 * sections are `file.ini`'s, those of a JSON file `file.json`'s.
 *
 * @example
 * file.line({ path: "/etc/ssh/sshd_config", line: "PermitRootLogin prohibit-password", replaces: /^#?\s*PermitRootLogin\b/ })
 */
export const fileLine = defineStep<FileLineOptions>({
  kind: "file-line",
  schema: z
    .strictObject({
      path: filePath,
      mode: fileMode.exactOptional(),
      line: oneLine.exactOptional(),
      replaces: z.union([start, form]).exactOptional(),
      absent: z.union([oneLine, form]).exactOptional(),
    })
    .refine(({ line, absent }) => (line === undefined) !== (absent === undefined), "needs either `line` or `absent`")
    .refine(
      ({ absent, replaces }) => absent === undefined || replaces === undefined,
      "has `replaces`, which goes with `line`",
    ) as unknown as Schema<Omit<FileLineOptions, keyof StepOptions>>,
  title: ({ path, line, absent }) =>
    line === undefined
      ? `no line ${isForm(absent) ? absent : `'${shown(absent)}'`} in ${path}`
      : `line '${shown(line)}' in ${path}`,
  limit: 60,
  view: ({ path, mode, line, replaces, absent }) => ({
    path,
    mode: mode ? statMode(mode) : "",
    absent: line === undefined,
    line: line ?? (isForm(absent) ? "" : (absent ?? "")),
    ...how(line === undefined ? (isForm(absent) ? absent : undefined) : replaces),
  }),
  shared: ({ line }) => ["file-edit", line === undefined ? "file-without-line" : "file-line"],
  claims: ({ path, line, replaces, absent }) => ({
    decides: [{ path, option: "path", ...changed(line, replaces, absent) }],
  }),
  traits: { replaces: ({ path }) => [path] },
  provides: ({ path, mode }) => [pathWith({ path, ...(mode !== undefined && { mode }) })],
  told: ({ path, line }) => ({
    check: line === undefined ? `${path} has no such line` : `${path} has the line`,
    apply: line === undefined ? "removes it" : "puts it in place of the one it replaces, or at the end",
  }),
});
