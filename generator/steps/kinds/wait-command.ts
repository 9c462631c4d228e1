import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { stepTitle } from "../../dsl/step-options.ts";
import { inSeconds } from "../../dsl/units.ts";
import {
  type OwnQuestion,
  questionParts,
  questionRequires,
  questionShape,
  questionView,
} from "../options/own-question.ts";
import { type WaitSpan, waitLimit, waitShape, waitView } from "../options/wait-span.ts";

/** Options of {@link waitCommand}. */
export interface WaitCommandOptions extends OwnQuestion, WaitSpan {}

/**
 * Bash of the author's own ends with 0, such as a program's health command. Only looks, in every run, until it is so or the time is over; it
 * never counts as a change. A command that may hang needs a limit of its own, such as `timeout 5 …`: otherwise the step is out of time at
 * `within` and a minute, and fails whatever `otherwise` says.
 *
 * @example
 * wait.command({ title: "PostgreSQL accepts connections", command: sh`pg_isready --quiet --timeout 3`, within: minutes(1) })
 */
export const waitCommand = defineStep<WaitCommandOptions>({
  kind: "wait-command",
  schema: z.strictObject({ title: stepTitle, ...questionShape, ...waitShape }),
  title: ({ title }) => title,
  limit: waitLimit,
  view: (options) => ({ ...questionView(options), ...waitView(options) }),
  shared: (options) => [...questionParts(options), "wait-own"],
  requires: questionRequires,
  told: ({ otherwise, within }) => ({
    verify: `the definition's own command ends with 0 within ${inSeconds(within)} s${otherwise === "warn" ? ", or warns" : ""}`,
  }),
});
