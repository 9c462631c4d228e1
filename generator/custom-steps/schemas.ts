import type * as z from "zod";
import { type LocalFile, type LocalFolder, localFileValue, localFolderValue } from "../dsl/local-file.ts";
import { type Shell, shell } from "../dsl/shell.ts";
import { type Step, stepList } from "../dsl/step.ts";
import { type Text, textValue } from "../dsl/text.ts";
import { type Duration, duration, type Size, size } from "../dsl/units.ts";
import { directoryPath, fileMode, filePath, ownerName } from "../steps/options/file-schema.ts";

/** Schemas of what phoenix-setup's own options take, for those of one's own kinds: `z.strictObject({ every: schemas.duration })`. */
export interface Schemas {
  /** Text that can reach Bash: known now, or read when the script runs, as `lxcConfig(…)` and `text` give it. */
  readonly text: z.ZodType<Text>;
  /** Made with `seconds` or `minutes`. */
  readonly duration: z.ZodType<Duration>;
  /** Made with `mib` or `gib`. */
  readonly size: z.ZodType<Size>;
  /** Bash made with `sh`. */
  readonly shell: z.ZodType<Shell>;
  /** Steps, for `runOn`. */
  readonly steps: z.ZodType<readonly Step[]>;
  /** Made with `local`. */
  readonly localFile: z.ZodType<LocalFile>;
  /** Made with `localFolder`. */
  readonly localFolder: z.ZodType<LocalFolder>;
  /** Absolute path of a file inside. */
  readonly filePath: z.ZodType<string>;
  /** Absolute path of a folder inside. */
  readonly folderPath: z.ZodType<string>;
  /** Permissions in octal, as text: `"0644"`. */
  readonly fileMode: z.ZodType<string>;
  /** Name of a user or a group. */
  readonly owner: z.ZodType<string>;
}

/** The schemas themselves. */
export const schemas: Schemas = Object.freeze({
  text: textValue,
  duration,
  size,
  shell,
  steps: stepList,
  localFile: localFileValue,
  localFolder: localFolderValue,
  filePath,
  folderPath: directoryPath,
  fileMode,
  owner: ownerName,
});
