import * as z from "zod";
import { type Shell, shell } from "../../dsl/shell.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import { type DeclaredOptions, declaredFields, declaredNeeds } from "../options/declared-things.ts";
import { ownerName } from "../options/file-schema.ts";
import { DOCUMENTED } from "../options/guard.ts";
import { accountsOf, userNamed, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** Options of {@link fileOutput}. */
export interface FileOutputOptions extends WrittenFile, Pick<DeclaredOptions, "needs"> {
  /**
   * Bash that only reads, and prints what the file is to hold; it ends at the first command that fails. It runs two or three times, and has to print the
   * same each time. What it prints on standard error stands in the log.
   */
  readonly command: Shell;
  /**
   * The user inside that the command runs as, with a login's HOME, USER and PATH and nothing else in its environment; an earlier step, or a
   * package, has made it. Default: root.
   */
  readonly asUser?: string;
}

/**
 * The file holds what a command prints, byte for byte: each run asks the command, and writes the file anew if it says something else. A command that fails
 * fails the step, and the file stays as it is.
 *
 * @example
 * file.output({ path: "/etc/bash_completion.d/kubectl", command: sh`kubectl completion bash`, needs: ["kubectl"] })
 */
export const fileOutput = defineStep<FileOutputOptions>({
  kind: "file-output",
  schema: z.strictObject({
    ...writtenFile,
    command: shell,
    asUser: ownerName.exactOptional(),
    needs: declaredFields.needs,
  }),
  title: ({ path }) => `file ${path}, from a command`.slice(0, 120),
  limit: 300,
  view: ({ command, asUser, needs: _, ...file }) => ({ ...writtenView(file), command, user: asUser }),
  shared: ({ asUser }) => [
    ...DOCUMENTED,
    ...["file", "file-change", "host-file", "own-output"],
    ...(asUser === undefined ? [] : ["as-user"]),
  ],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ command, asUser, needs: _, ...file }) => [wholeFile(file, { command, asUser: asUser ?? "root" })],
  requires: (options) => [...declaredNeeds(options), ...accountsOf(options), ...userNamed(options.asUser, "asUser")],
  told: ({ path }) => ({
    check: `${path} holds what the definition's own command prints, with this owner and mode`,
    apply: "writes that beside it, and puts it in place in one move",
  }),
});
