import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { DAEMON_FILE, fitsUnit, UNFIT } from "../options/daemon-settings.ts";
import { fileMode, filePath, statMode } from "../options/file-schema.ts";
import { type Json, jsonObject } from "../options/json-value.ts";
import { pathWith, programs } from "../options/things.ts";

/** Options of {@link fileJson}. */
export interface FileJsonOptions extends StepOptions {
  /** Absolute path inside the container. */
  readonly path: string;
  /** What the file has to hold. Objects are merged key by key, at any depth; everything else, lists among it, is replaced. */
  readonly merge: { readonly [key: string]: Json };
  /** Permissions in octal, as text. Default: what they are, and `0644` for a file that is made here. */
  readonly mode?: string;
}

/**
 * The JSON file holds these keys; all others stay. A missing file counts as `{}`, and its folder is made; a file that is no JSON
 * object is left alone, and the step fails. Owner and mode stay; keys that are changed lose neither their place nor their neighbours.
 * Needs `jq` inside.
 *
 * @example
 * file.json({ path: "/etc/docker/daemon.json", merge: { "log-opts": { "max-size": "10m" } } })
 */
export const fileJson = defineStep<FileJsonOptions>({
  kind: "file-json",
  schema: z
    .strictObject({ path: filePath, merge: jsonObject, mode: fileMode.exactOptional() })
    .refine(({ path, merge }) => path !== DAEMON_FILE || fitsUnit(merge), { error: UNFIT, path: ["merge"] }),
  title: ({ path, merge }) => `${Object.keys(merge).slice(0, 4).join(", ") || "an object"} in ${path}`,
  limit: 60,
  view: ({ path, merge, mode }) => ({ path, merge: JSON.stringify(merge), mode: mode ? statMode(mode) : "" }),
  shared: ["edit-place", "edited", "fail-because", "file", "json", "log-output-of", "show-change"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ path, mode }) => [pathWith({ path, ...(mode !== undefined && { mode }) })],
  requires: () => programs("jq"),
  told: ({ path }) => ({
    check: `the JSON object in ${path} has these keys`,
    apply: "merges them into it with `jq`, and puts it in place in one move; other keys stay",
  }),
});
