import { hash } from "node:crypto";
import { variable, variableOf } from "../bash/word.ts";
import { isShell } from "../dsl/shell.ts";
import { renderTemplate } from "../handlebars/render-template.ts";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { runtimeValues } from "../plan/values.ts";
import { BugError } from "../validation/failures.ts";
import { conditionsInside } from "./condition-facts.ts";
import { facts } from "./facts.ts";
import { folded } from "./layout.ts";
import { stepFacts } from "./step-facts.ts";
import { templateOf } from "./template-of.ts";

/** A stretch of a script's lines and what printed it. */
export interface Section {
  /** Path of the template, such as `templates/steps/apt-packages.sh.hbs`, or an author's own. */
  readonly template: string;
  /** The step that it was printed for. */
  readonly step?: PlannedStep;
  /** First line, counted from 1. */
  readonly from: number;
  /** Last line. */
  readonly to: number;
}

/** A rendered script. */
export interface Script {
  readonly plan: Plan;
  readonly name: string;
  readonly text: string;
  /** How many steps it has, those that every script has among them. */
  readonly stepCount: number;
  readonly sections: readonly Section[];
}

const HASH_LINES = /^# head: .*\n# body: .*\n/m;

/** Renders the script of one plan; the same plan gives the same bytes. */
export function renderScript(plan: Plan): Script {
  const context = facts(plan);
  const sections: { template: string; step?: PlannedStep; text: string }[] = [];
  const part = (...args: unknown[]): string => {
    const name = String(args[0]);
    const step =
      args.length > 2 ? plan.steps.find(({ number }) => number === (args[1] as { number: number }).number) : undefined;
    const printed = trimmed(renderTemplate(name, step ? { ...stepContext(step), ...headingOf(step) } : context));
    const text = step !== undefined && hasAuthorsBash(step) ? printed : folded(printed);
    sections.push({ template: sourceOf(name, step), text, ...(step && { step }) });
    return "";
  };
  renderTemplate("setup-script", context, { part });
  const text = sections.map((section, i) => section.text + gapAfter(sections, i)).join("");
  return {
    plan,
    name: context.script.file,
    text: withHashes(text),
    stepCount: plan.steps.length,
    // Asked for only where there is a remark on a line.
    get sections() {
      return lines(sections);
    },
  };
}

/** The path of what printed a part. */
const sourceOf = (name: string, step: PlannedStep | undefined): string =>
  step !== undefined && name === templateOf(step.step) && typeof step.step.own?.template === "object"
    ? (step.step.own.template.path ?? `the template of '${step.step.kind}'`)
    : `templates/${name}.sh.hbs`;

/** Whether lines of an author's own stand among a step's functions: those are left as they are. */
const hasAuthorsBash = ({ step }: PlannedStep): boolean =>
  step.own !== undefined || Object.values(step.view).some(isShell);

/** The comment above a step's functions. */
const headingOf = (planned: PlannedStep) => ({ heading: stepFacts(planned).heading });

/** What a step's template reads: its view, its number, and the prefix of its functions. */
export const stepContext = ({ number, step }: PlannedStep): object => ({
  ...step.view,
  number,
  conditions: conditionsInside(step),
  runtimeVariables: runtimeValues(step.view).map(variableOf),
  fn: `step_${number}_${step.kind.replaceAll("-", "_")}`,
  ...(step.hostFile !== undefined && { hostContent: variable(`hostfile_${number}`) }),
  ...(step.hostVariable !== undefined && { hostContent: variable(`hostvariable_${number}`) }),
});

/** Without the template's own comment and the blank lines around it; one newline at the end. */
const trimmed = (text: string): string => `${text.replace(/^\n+/, "").trimEnd()}\n`;

/** A blank line between two parts, but none below a step's heading or at the end. */
const gapAfter = (sections: readonly { template: string }[], i: number): string =>
  i === sections.length - 1 || sections[i]?.template === HEADING ? "" : "\n";

const HEADING = "templates/runtime/step-heading.sh.hbs";

function lines(sections: readonly { template: string; step?: PlannedStep; text: string }[]): Section[] {
  let at = 1;
  return sections.map(({ template, step, text }, i) => {
    const from = at;
    const count = text.split("\n").length - 1;
    at += count + gapAfter(sections, i).length;
    return { template, ...(step && { step }), from, to: from + count - 1 };
  });
}

/**
 * With the sha256 of all bytes before the lines that hold both, and of all bytes after them, so that a copy edited by hand is told from an
 * outdated one: see `readScriptHead`.
 */
function withHashes(text: string): string {
  const lines = HASH_LINES.exec(text);
  if (lines === null) throw new BugError("the head has no lines for its hashes");
  const above = text.slice(0, lines.index);
  const below = text.slice(lines.index + lines[0].length);
  return `${above}# head: ${hash("sha256", above, "hex")}\n# body: ${hash("sha256", below, "hex")}\n${below}`;
}
