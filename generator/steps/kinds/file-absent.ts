import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { ownPath, SYSTEM_FOLDERS } from "../options/own-path.ts";
import { pathWith } from "../options/things.ts";

/** Options of {@link fileAbsent}. */
export interface FileAbsentOptions extends StepOptions {
  /** Absolute path inside the container of a file, a link, or a folder with all that is in it. No folder of the system. */
  readonly path: string;
}

/**
 * There is nothing at this path. A link is removed, not what it leads to. A folder of the system is refused, by whatever way the path
 * leads to it; so is a mount point, and what is mounted below stays.
 *
 * @example
 * file.absent({ path: "/etc/nginx/sites-enabled/default" })
 */
export const fileAbsent = defineStep<FileAbsentOptions>({
  kind: "file-absent",
  schema: z.strictObject({ path: ownPath }),
  title: ({ path }) => `nothing at ${path}`,
  limit: 120,
  view: ({ path }) => ({ path, refused: SYSTEM_FOLDERS }),
  shared: ["file-place", "own-path"],
  claims: ({ path }) => ({ decides: [{ path, option: "path", below: true }] }),
  provides: ({ path }) => [pathWith({ path }, { kind: "nothing" })],
  told: ({ path }) => ({
    check: `there is nothing at ${path}`,
    apply: "removes what is there, a folder with all that is in it",
  }),
});
