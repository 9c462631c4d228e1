import * as z from "zod";
import { partsOf } from "../../bash/unquoted.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { fileMode, filePath, statMode } from "../options/file-schema.ts";
import { pathWith } from "../options/things.ts";

/** Options of {@link fileIni}. */
export interface FileIniOptions extends StepOptions {
  /** Absolute path inside the container; a link is followed. A missing file counts as empty, and its folder is made. */
  readonly path: string;
  /**
   * What the file has to hold: sections, and in them keys with their values; null is a key that is not there. The section `""` is what
   * stands before the first one. Values stand there as they are given, on one line: programs quote differently.
   */
  readonly merge: { readonly [section: string]: { readonly [key: string]: Text | number | null } };
  /** What stands between the key and the value of a new line, such as `" = "`. Default: as in the file's first setting, or `=`. */
  readonly separator?: string;
  /** Permissions in octal, as text. Default: what they are, and `0644` for a file that is made here. */
  readonly mode?: string;
}

const section = literal.regex(/^([^\p{Cc}\s[\]]([^\p{Cc}[\]]*[^\p{Cc}\s[\]])?)?$/u, "is no name of a section");

const key = literal.regex(
  /^[^\p{Cc}\s=[;#]([^\p{Cc}=]*[^\p{Cc}\s=])?$/u,
  "is no key: one line without =, which begins with no bracket, semicolon or #",
);

const value = z
  .union([textValue, z.number(), z.null()])
  .refine(
    (given) =>
      given === null ||
      typeof given === "number" ||
      !partsOf(given).some((part) => typeof part === "string" && /\p{Cc}/u.test(part)),
    "must be one line",
  )
  .refine(
    (given) => typeof given !== "string" || given === given.trim(),
    "begins or ends with a space, which readers drop",
  );

/** A key with its place and value, as the template passes them on. */
const wishes = (merge: FileIniOptions["merge"]): (Text | number)[] =>
  Object.entries(merge).flatMap(([name, keys]) =>
    Object.entries(keys).flatMap(([field, given]) => [name, field, given === null ? "without" : "with", given ?? ""]),
  );

/**
 * The ini-style file (sections, and in them `key = value`) holds these keys, each once in its section; all other lines stay, comments among
 * them, and so do owner and mode. A new key goes to the end of its section, a new section to the end of the file.
 *
 * @example
 * file.ini({ path: "/etc/systemd/journald.conf", merge: { Journal: { SystemMaxUse: "200M", ForwardToSyslog: null } } })
 */
export const fileIni = defineStep<FileIniOptions>({
  kind: "file-ini",
  schema: z.strictObject({
    path: filePath,
    merge: z.record(section, z.record(key, value)),
    separator: z
      .string()
      .regex(/^[ \t]*=[ \t]*$/, "must be an = with or without spaces")
      .exactOptional(),
    mode: fileMode.exactOptional(),
  }),
  title: ({ path, merge }) => {
    const keys = Object.values(merge).flatMap((keys) => Object.keys(keys));
    return `${keys.slice(0, 4).join(", ") || "nothing"} in ${path}`;
  },
  limit: 60,
  view: ({ path, merge, separator = "", mode }) => ({
    path,
    separator,
    wishes: wishes(merge),
    mode: mode ? statMode(mode) : "",
  }),
  shared: ["file-edit", "file-ini"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ path, mode }) => [pathWith({ path, ...(mode !== undefined && { mode }) })],
  told: ({ path }) => ({
    check: `${path} has these keys in these sections`,
    apply: "changes or adds those that differ; all else stays, comments among it",
  }),
});
