import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { DAEMON_FILE, fitsUnit, UNFIT } from "../options/daemon-settings.ts";
import { fileMode, filePath, statMode } from "../options/file-schema.ts";
import { editsText, type JsonEdit, jsonEdit } from "../options/json-edit.ts";
import { type Json, jsonObject } from "../options/json-value.ts";
import { pathWith, programs } from "../options/things.ts";

/** Options of {@link fileJson}. */
export interface FileJsonOptions extends StepOptions {
  /** Absolute path inside the container. */
  readonly path: string;
  /** What the file has to hold. Objects are merged key by key, at any depth; everything else, lists among it, is replaced. Default: nothing. */
  readonly merge?: { readonly [key: string]: Json };
  /** Elements of lists, in this order, after `merge`. All other elements stay, in their order. Default: none. */
  readonly edit?: readonly JsonEdit[];
  /** Permissions in octal, as text. Default: what they are, and `0644` for a file that is made here. */
  readonly mode?: string;
}

/**
 * The JSON file holds these keys, and its lists these elements; all others stay. A missing file counts as `{}`, and its folder is made; a file that is no JSON
 * object is left alone, and the step fails. Owner and mode stay; keys that are changed lose neither their place nor their neighbours.
 * Needs `jq` inside.
 *
 * @example
 * file.json({
 *   path: "/etc/gateway.json",
 *   merge: { log: { level: "warn" } },
 *   edit: [
 *     { at: "servers", where: { name: "web" }, merge: { listen: 8080 } },
 *     { at: "log.outputs", where: "stdout", remove: true },
 *   ],
 * })
 */
export const fileJson = defineStep<FileJsonOptions>({
  kind: "file-json",
  schema: z
    .strictObject({
      path: filePath,
      merge: jsonObject.exactOptional(),
      edit: z.array(jsonEdit).min(1).readonly().exactOptional(),
      mode: fileMode.exactOptional(),
    })
    .refine(({ merge, edit }) => merge !== undefined || edit !== undefined, "needs `merge`, `edit` or both")
    .refine(({ path, merge = {} }) => path !== DAEMON_FILE || fitsUnit(merge), { error: UNFIT, path: ["merge"] }),
  title: ({ path, merge = {}, edit = [] }) =>
    `${[...Object.keys(merge), ...edit.map(({ at }) => [at].flat().join("."))].slice(0, 4).join(", ") || "an object"} in ${path}`,
  limit: 60,
  view: ({ path, merge = {}, edit, mode }) => ({
    path,
    merge: JSON.stringify(merge),
    // Undefined, so that the plan of a file without them is what it was before there were edits.
    edits: edit && editsText(edit),
    mode: mode ? statMode(mode) : "",
  }),
  shared: ({ edit }) => [
    ...["edit-place", "edited", "fail-because", "file", "json"],
    edit === undefined ? "json-has" : "json-edit",
    ...["log-output-of", "show-change"],
  ],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ path, mode }) => [pathWith({ path, ...(mode !== undefined && { mode }) })],
  requires: () => programs("jq"),
  told: ({ path, edit }) => ({
    check: `the JSON object in ${path} has these keys${edit === undefined ? "" : ", and its lists have these elements"}`,
    apply: "merges them into it with `jq`, and puts it in place in one move; other keys stay",
  }),
});
