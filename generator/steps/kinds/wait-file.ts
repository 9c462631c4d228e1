import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { filePath } from "../options/file-schema.ts";
import { shown } from "../options/text-parts.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";

/** Options of {@link waitFile}. */
export interface WaitFileOptions extends StepOptions, WaitSpan {
  /** Absolute path inside the container, of a file, a folder or a socket. */
  readonly path: string;
  /** Text that a line of the file has to hold, as it is (no pattern). Default: it need only be there. */
  readonly holds?: Text;
}

/**
 * The file is there, and holds the text if one is given. Only looks, in every run, until it is so or the time is over.
 *
 * @example
 * wait.file({ path: "/run/app/ready", within: minutes(2) })
 */
export const waitFile = defineStep<WaitFileOptions>({
  kind: "wait-file",
  schema: z.strictObject({
    path: filePath,
    holds: textValue
      .refine((value) => typeof value !== "string" || /^[^\n]+$/.test(value), "must be text within one line")
      .exactOptional(),
    ...waitShape,
  }),
  title: ({ path, holds }) => `${path} ${holds === undefined ? "is there" : `says: ${shown(holds)}`}`.slice(0, 120),
  limit: waitLimit,
  view: ({ path, holds = "", ...span }) => ({ path, holds, ...waitView(span) }),
  shared: ["wait", "wait-file"],
  requires: ({ path }) => [{ what: "path", name: path, at: ["path"], verb: "waits for" }],
  told: ({ path, holds }) => ({
    verify: `${path} is there${holds === undefined ? "" : `, and holds: ${shown(holds)}`}`,
  }),
});
