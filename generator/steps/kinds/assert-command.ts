import * as z from "zod";
import { defineStep } from "../../dsl/step-kind.ts";
import { stepTitle } from "../../dsl/step-options.ts";
import {
  type OwnQuestion,
  questionParts,
  questionRequires,
  questionShape,
  questionView,
} from "../options/own-question.ts";

/** Options of {@link assertCommand}. */
export interface AssertCommandOptions extends OwnQuestion {}

/**
 * What Bash of the author's own asks holds, such as a test of a program's configuration. The command runs in every run, also in check mode, as
 * long as no earlier step would change something; it never counts as a change.
 *
 * @example
 * assert.command({ title: "nginx accepts its configuration", command: sh`nginx -t` })
 */
export const assertCommand = defineStep<AssertCommandOptions>({
  kind: "assert-command",
  schema: z.strictObject({ title: stepTitle, ...questionShape }),
  title: ({ title }) => title,
  limit: 120,
  view: questionView,
  shared: (options) => [...questionParts(options), "assert-own"],
  requires: questionRequires,
  told: ({ otherwise }) => ({
    verify: `the definition's own command ends with 0${otherwise === "warn" ? ", or warns" : ""}`,
  }),
});
