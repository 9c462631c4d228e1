import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { type Text, textValue } from "../../dsl/text.ts";
import { filePath } from "../options/file-schema.ts";
import { shown } from "../options/text-parts.ts";
import { wholeUnit } from "../options/things.ts";
import { runnableUnit } from "../options/unit-name.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";

/** Options of {@link waitLogLine}. */
export interface WaitLogLineOptions extends StepOptions, WaitSpan {
  /** systemd unit whose journal is looked at, from its last start on. Either this or `file`. */
  readonly unit?: string;
  /** Absolute path of a log file inside the container; all of it is looked at. */
  readonly file?: string;
  /** Text that a line holds, as it is (no pattern). */
  readonly line: Text;
}

/**
 * The log holds the text: the journal of a unit since its last start, or a file. Only looks, in every run, until it is so or the time is over;
 * a unit that has failed or stopped ends the wait early. When it fails, the end of the log is printed. For Docker see `docker.logLine`.
 *
 * @example
 * wait.logLine({ unit: "postgresql@17-main.service", line: "ready to accept connections", within: seconds(60) })
 */
export const waitLogLine = defineStep<WaitLogLineOptions>({
  kind: "wait-log-line",
  schema: z
    .strictObject({
      unit: runnableUnit.exactOptional(),
      file: filePath.exactOptional(),
      line: textValue.refine(
        (value) => typeof value !== "string" || /^\P{Cc}+$/u.test(value),
        "must be text within one line",
      ),
      ...waitShape,
    })
    .refine(({ unit, file }) => (unit === undefined) !== (file === undefined), "needs either `unit` or `file`"),
  title: ({ unit, file, line }) => `the log of ${unit ?? file} says: ${shown(line)}`.slice(0, 120),
  limit: waitLimit,
  view: ({ unit = "", file = "", line, ...span }) => ({ unit, file, line, ...waitView(span) }),
  shared: ({ unit }) => [
    "wait-showing",
    ...(unit === undefined ? ["log-file-tail", "wait-file"] : ["unit", "wait-log"]),
  ],
  requires: ({ unit, file }) =>
    unit === undefined
      ? [{ what: "path", name: String(file), at: ["file"], verb: "waits for" }]
      : [{ what: "unit", name: wholeUnit(unit), at: ["unit"], verb: "waits for" }],
  told: ({ unit, file, line }) => ({ verify: `the log of ${unit ?? file} says: ${shown(line)}` }),
});
