import { runInThisContext } from "node:vm";
import { fixInTemplate } from "../bash/refusal.ts";
import { layoutProblems } from "../custom-steps/layout.ts";
import { isStep, type OwnTemplate, type Step } from "../dsl/step.ts";
import { hasTemplate, keepTemplate, renderTemplate } from "../handlebars/render-template.ts";
import type { Finding } from "../validation/finding.ts";
import { finding } from "../validation/finding.ts";
import type { Origin, Place } from "../validation/problem.ts";
import type { ProblemCode } from "../validation/problem-codes.ts";
import { stepContext } from "./script.ts";
import { ownName, tracedName } from "./template-of.ts";

/** Finds the author's call that made something. */
export type PlaceOf = (origin: Origin) => Place | undefined;

/**
 * Compiles the templates that steps of authors' own kinds bring along, so that they can be rendered, and tells what is wrong with them. The
 * compiler is loaded only if there is one.
 */
export async function checkTemplates(steps: readonly Step[], placeOf: PlaceOf): Promise<Finding[]> {
  const own = steps.filter((step) => isStep(step) && step.own !== undefined && step.problems.length === 0);
  const findings: Finding[] = [];
  const open = new Map<string, { readonly step: Step; readonly template: OwnTemplate }>();
  for (const step of own) {
    findings.push(...kindFindings(step, placeOf));
    const template = step.own?.template;
    if (typeof template === "object") open.set(ownName(template), { step, template });
  }
  for (const { step, template } of open.values()) findings.push(...(await compile(step, template, placeOf)));
  return [...findings, ...own.flatMap((step) => renderFindings(step, placeOf))];
}

const somewhere: Place = { file: "definitions", line: 1, column: 1 };

/** Clashes of a kind with what phoenix-setup has itself. */
function kindFindings({ kind, own, shared }: Step, placeOf: PlaceOf): Finding[] {
  const place = (own && placeOf(own.origin)) ?? somewhere;
  const findings: Finding[] = [];
  if (hasTemplate(`steps/${kind}`))
    findings.push(finding("D160", `there is a kind '${kind}' already`, "give the kind a name of its own", place));
  for (const part of shared.filter((name) => !hasTemplate(`shared/${name}`))) {
    const hint = "name a file of templates/shared/, such as file, as-user or fetch";
    findings.push(finding("D161", `phoenix-setup has no shared part '${part}'`, hint, place));
  }
  return findings;
}

async function compile(step: Step, template: OwnTemplate, placeOf: PlaceOf): Promise<Finding[]> {
  const { marked, parse, reasonOf, specificationOf, unsafe } = await import("../handlebars/precompile.ts");
  try {
    const tree = parse(template.text);
    const gaps = unsafe(tree).map((gap) => {
      const hint = fixInTemplate(gap.refusal?.fix ?? "put it where a word may stand: it is quoted for you");
      return inTemplate("D162", reasonOf(gap), hint, step, template, gap.line, placeOf);
    });
    const layout = layoutProblems(template.text).map(({ line, message }) => {
      const hint =
        "print functions only, named {{fn}}_check, {{fn}}_apply, {{fn}}_verify or {{fn}}_…, each from a line's beginning";
      return inTemplate("D163", message, hint, step, template, line, placeOf);
    });
    if (gaps.length + layout.length === 0) {
      keepTemplate(ownName(template), evaluated(specificationOf(tree)));
      keepTemplate(tracedName(template), evaluated(specificationOf(marked(tree))));
    }
    return [...gaps, ...layout];
  } catch (thrown) {
    const { message, line } = told(thrown);
    return [inTemplate("D210", message, "mend the Handlebars", step, template, line, placeOf)];
  }
}

const evaluated = (specification: string) => runInThisContext(`(${specification})`) as TemplateSpecification;

/** What filling the template with the options of this very step comes to. */
function renderFindings(step: Step, placeOf: PlaceOf): Finding[] {
  const template = step.own?.template;
  if (typeof template !== "object" || !hasTemplate(ownName(template))) return [];
  try {
    renderTemplate(ownName(template), stepContext({ number: 1, step, place: somewhere, restarts: [], lasting: [] }));
    return [];
  } catch (thrown) {
    const { message, line } = told(thrown);
    const hint = "ask with {{#if …}} for an option that need not be there; {{argv …}} is for lists, {{bash …}} for sh";
    return [inTemplate("D164", `the template cannot be filled: ${message}`, hint, step, template, line, placeOf)];
  }
}

/** Where a template is wrong: in its file, or, if only its text is known, in the call that made the step. */
function inTemplate(
  code: ProblemCode,
  message: string,
  hint: string,
  { origin }: Step,
  { path }: OwnTemplate,
  line: number | undefined,
  placeOf: PlaceOf,
): Finding {
  if (path !== undefined) return finding(code, message, hint, { file: path, line: line ?? 1, column: 1 });
  const where = line === undefined ? "" : ` (line ${line} of the template)`;
  return finding(code, `${message}${where}`, hint, placeOf(origin) ?? somewhere);
}

/** Handlebars' own words, in one line, and the line that it names. */
function told(thrown: unknown): { message: string; line: number | undefined } {
  const { message } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const [, first, second, third] = /^line (\d+): |on line (\d+):| - (\d+):\d+$/.exec(message) ?? [];
  const line = first ?? second ?? third;
  const plain = message
    .replace(/^line \d+: /, "")
    .replace(/ - \d+:\d+$/, "")
    .replace(
      /^Parse error on line \d+:[\s\S]*\nExpecting [\s\S]*, got 'EOF'/,
      "the template ends in the middle of a block",
    )
    .replace(
      /^Parse error on line \d+:[\s\S]*\nExpecting [\s\S]*, got /,
      "the template does not parse: there is an unexpected ",
    )
    .replace(/ in \[object Object\]/, "")
    .replace(/^"(\w+)" not defined/, "`$1` is no option of it")
    .replace(/^no Bash word can be made of undefined/, "what it prints there is no option, or was not given")
    .replace(/\s+/g, " ");
  return { message: plain, line: line === undefined ? undefined : Number(line) };
}
