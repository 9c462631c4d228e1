import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import { literal, type Text, textValue } from "../../dsl/text.ts";
import { filled } from "../../formats/filled.ts";
import { FORMATS, type TemplateFormat } from "../../formats/formats.ts";
import { TemplateError } from "../../handlebars/template-error.ts";
import type { Place } from "../../validation/problem.ts";
import { withFix } from "../../validation/with-fix.ts";
import { textIn } from "../options/carried-file.ts";
import { accountsOf, wholeFile } from "../options/things.ts";
import { type WrittenFile, writtenFile, writtenView } from "../options/written-file.ts";

/** What a variable of a template is: text, a number, true or false, null, or a list or an object of these. */
export type TemplateValue =
  | Text
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue };

/** Options of {@link fileTemplate}. */
export interface FileTemplateOptions extends WrittenFile {
  /** The Handlebars file beside the definitions: `local("files/prometheus.yml.hbs")`; at most 1 MiB, in UTF-8. */
  readonly template: LocalFile;
  /**
   * What the template reads, by name. Each variable that it names has to be there. Values that are read when the script runs can be printed,
   * but not decided by; in formats with quotes they have the format "word" or "integer". Default none.
   */
  readonly variables?: { readonly [name: string]: TemplateValue };
  /**
   * What kind of file it makes, so that `{{name}}` is quoted for its place: `"shell"` (of any POSIX shell), `"json"`, `"yaml"`, `"ini"`,
   * `"systemd"`, or `"plain"` (default), where nothing is. `{{{name}}}` is never quoted.
   */
  readonly format?: TemplateFormat;
}

const template = localFileValue.refine(
  (file) => file.problem !== undefined || textIn(file.bytes) !== undefined,
  withFix("is no text in UTF-8", "a file that is no template is file.local's"),
);

const templateValue: z.ZodType<TemplateValue> = z.lazy(() =>
  z.union([
    textValue,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(templateValue).readonly(),
    z.record(literal, templateValue),
  ]),
);

/** Tells what keeps the template from being filled. */
function fillable(options: Pick<FileTemplateOptions, "template" | "variables" | "format">): TemplateError | undefined {
  try {
    textOf(options);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof TemplateError) return thrown;
    throw thrown;
  }
}

const textOf = ({ template, variables = {}, format = "plain" }: Omit<FileTemplateOptions, "path">): Text =>
  filled(textIn(template.bytes) ?? "", variables, format);

/** Whether a variable's name stands anywhere between the template's braces. */
const reads = ({ bytes }: LocalFile, name: string): boolean =>
  [...(textIn(bytes) ?? "").matchAll(/\{\{(.*?)\}\}/gs)].some(([, inner = ""]) =>
    inner.split(/[\s.#/{}()[\]~]+/).includes(name),
  );

/**
 * The file holds what a Handlebars file beside the definitions gives with these variables. It is filled when the script is generated; `{{name}}`,
 * `{{#if}}`, `{{#unless}}`, `{{#each}}` and `{{#with}}` are known, and no variable is taken for nothing. Each value is quoted for its place
 * in a file of this format.
 *
 * @example
 * file.template({
 *   template: local("files/prometheus.yml.hbs"),
 *   variables: { interval: "15s", targets: ["10.0.0.99:9100", "10.0.0.150:9100"] },
 *   format: "yaml",
 *   path: "/etc/prometheus/prometheus.yml",
 * })
 */
export const fileTemplate = defineStep<FileTemplateOptions>({
  kind: "file-template",
  schema: z
    .strictObject({
      ...writtenFile,
      template,
      variables: z.record(literal, templateValue).exactOptional(),
      format: z.enum(Object.keys(FORMATS) as [TemplateFormat, ...TemplateFormat[]]).exactOptional(),
    })
    .superRefine((options, context) => {
      const error = fillable(options);
      if (error === undefined) return;
      const at: Place = { ...error.place, file: `definitions/${options.template.path}` };
      const message = withFix(error.message, error.hint);
      context.addIssue({ code: "custom", path: ["template"], message, params: { code: "D130", at } });
    }),
  title: ({ path }) => `file ${path}`,
  limit: 60,
  view: ({ template, variables = {}, format = "plain", ...file }) => ({
    ...writtenView(file),
    content: textOf({ template, variables, format }),
  }),
  shared: ["file", "file-change"],
  traits: { replaces: ({ path }) => [path] },
  provides: ({ template, variables = {}, format = "plain", ...file }) => [
    wholeFile(file, { text: textOf({ template, variables, format }) }),
  ],
  requires: accountsOf,
  doubts: ({ template, variables = {} }) =>
    Object.keys(variables)
      .filter((name) => !reads(template, name))
      .map((name) => ({
        code: "D353",
        message: `${template.path} does not read the variable ${name}`,
        fix: "use it there, or remove it",
        path: ["variables", name],
      })),
  told: ({ path, template }) => ({
    check: `${path} holds what ${template.path} gives, with owner and mode`,
    apply: "replaces the file whole",
  }),
});
