import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { withFix } from "../../validation/with-fix.ts";
import { filePath } from "../options/file-schema.ts";
import { shown } from "../options/text-parts.ts";
import { pathWith } from "../options/things.ts";

/** Options of {@link fileSymlink}. */
export interface FileSymlinkOptions extends StepOptions {
  /** Absolute path of the link inside the container; missing folders above it are made. */
  readonly path: string;
  /** What it leads to: an absolute path, or one relative to the link's own folder. It need not be there. */
  readonly target: Text;
}

/**
 * The symbolic link leads there. A file or another link in its place is replaced; a folder is left alone, and the step fails.
 *
 * @example
 * file.symlink({ path: "/etc/nginx/sites-enabled/site", target: "../sites-available/site" })
 */
export const fileSymlink = defineStep<FileSymlinkOptions>({
  kind: "file-symlink",
  schema: z.strictObject({
    path: filePath,
    target: textValue.refine((target) => target !== "", withFix("is empty", "a link leads somewhere")),
  }),
  title: ({ path, target }) => `link ${path} to ${shown(target)}`,
  limit: 60,
  view: ({ path, target }) => ({ path, target }),
  shared: ["fail-because", "file-leftovers", "file-place"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ path, target }) => [pathWith({ path }, { kind: "link", target })],
  told: ({ path, target }) => ({
    check: `${path} is a symbolic link to ${shown(target)}`,
    apply: "makes it, or turns it to there in one move",
  }),
});
