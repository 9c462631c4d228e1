import * as z from "zod";
import { defineStep, type Schema } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { undeclared } from "../options/declared-things.ts";
import { filePath } from "../options/file-schema.ts";
import {
  type GuardOptions,
  guardFields,
  guardOf,
  guardParts,
  guardProvides,
  guardRequires,
  guardRestarts,
  ONE_GUARD,
  oneGuard,
} from "../options/guard.ts";
import { pathNeeded } from "../options/things.ts";

/** What both forms of {@link scriptRun} take. */
interface Run extends GuardOptions {
  /** Its arguments; a script without other guard runs again when they change. Do not pass secrets: who can list processes can read them. */
  readonly arguments?: readonly Text[];
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

/**
 * A script of the author's has run inside, as root or as the user that `asUser` names, without input, and ended with status 0. It is
 * asked first by `check`, or by whether there is what it `creates`; with neither, it runs once for each content and arguments.
 *
 * @example
 * script.run({ script: "#!/bin/sh -e\ntouch \"$HOME/$1\"\n", arguments: ["ready"], creates: "/home/ubuntu/ready", asUser: "ubuntu" })
 */
export const scriptRun = defineStep<ScriptRunOptions>({
  kind: "script-run",
  schema: z
    .strictObject({
      script: literal.min(1).exactOptional(),
      path: filePath.exactOptional(),
      arguments: z.array(textValue).readonly().exactOptional(),
      ...guardFields,
    })
    .refine(oneGuard, ONE_GUARD)
    .refine(
      ({ script, path }) => (script === undefined) !== (path === undefined),
      "needs either `script` or `path`",
    ) as unknown as Schema<Omit<ScriptRunOptions, keyof StepOptions>>,
  title: ({ path }) => (path === undefined ? "a script of the definition's" : `script ${path}`),
  limit: 600,
  view: (options) => {
    const { script = "", path = "", arguments: words = [] } = options;
    return { script, path, arguments: words, ...guardOf(options, contentOf(options)) };
  },
  shared: (options) => [...(options.script === undefined ? [] : ["script"]), ...guardParts(options)],
  restartOn: (options) => guardRestarts(options, contentOf(options)),
  provides: guardProvides,
  requires: (options) => [...guardRequires(options), ...pathNeeded(options.path, "path")],
  mayProvide: undeclared,
  told: ({ path, check }) => ({
    check:
      check === undefined
        ? "this very script has run before, with these arguments"
        : "the definition's own question says yes",
    apply: path === undefined ? "the definition's own script" : path,
  }),
});

const contentOf = ({ script = "", path = "", arguments: words = [] }: ScriptRunOptions): unknown => [
  script,
  path,
  words,
];
