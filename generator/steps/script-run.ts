import * as z from "zod";
import { type Shell, shell } from "../model/shell.ts";
import { defineStep, type Schema, type StepOptions } from "../model/step.ts";
import { literal, type Text, textValue } from "../model/text.ts";
import { filePath } from "./file-attributes.ts";
import { contentOf } from "./run-once.ts";

/** What both forms of {@link scriptRun} take. */
interface Run extends StepOptions {
  /** Its arguments. Do not pass secrets: who can list processes can read them. */
  readonly arguments?: readonly Text[];
  /**
   * Whether it is so already; reads only. Status 0 is yes, 1 or 10 is no, anything else is "cannot tell", which ends the script.
   * Without it, the script runs once for each content and arguments: a changed one runs again.
   */
  readonly check?: Shell;
}

/** Options of {@link scriptRun}: either a script's text, or the path of one that is inside already. */
export type ScriptRunOptions =
  | (Run & {
      /** The script's text, `import text from "./x.sh"`. Its first line may name an interpreter; without that, it is Bash. */
      readonly script: string;
      readonly path?: never;
    })
  | (Run & {
      /** Absolute path of an executable script inside the container. */
      readonly path: string;
      readonly script?: never;
    });

/** A script of the author's has run inside, as root and without input, and ended with status 0. */
export const scriptRun = defineStep<ScriptRunOptions>({
  kind: "script-run",
  schema: z
    .strictObject({
      script: literal.min(1).exactOptional(),
      path: filePath.exactOptional(),
      arguments: z.array(textValue).readonly().exactOptional(),
      check: shell.exactOptional(),
    })
    .refine(
      ({ script, path }) => (script === undefined) !== (path === undefined),
      "needs either `script` or `path`",
    ) as unknown as Schema<Omit<ScriptRunOptions, keyof StepOptions>>,
  title: ({ path }) => (path === undefined ? "a script of the definition's" : `script ${path}`),
  limit: 600,
  view: ({ script = "", path = "", arguments: words = [], check = "" }) => ({
    script,
    path,
    arguments: words,
    check,
    ...contentOf([script, path, words]),
  }),
  shared: ({ script, check }) => [
    ...(script === undefined ? [] : ["script"]),
    ...(check === undefined ? ["once"] : []),
  ],
});
