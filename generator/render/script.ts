import { hash } from "node:crypto";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { runtimeValues } from "../plan/values.ts";
import { conditionsInside } from "./condition-facts.ts";
import { type Facts, facts } from "./facts.ts";
import { renderTemplate } from "./handlebars.ts";
import { templateOf } from "./template-of.ts";
import { variable, variableOf } from "./word.ts";

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
  readonly sections: readonly Section[];
}

const BODY_LINE = /^# body: .*\n/m;

/** Renders the script of one plan; the same plan gives the same bytes. */
export function renderScript(plan: Plan): Script {
  // What a step is printed as does not depend on the rest, which does depend on it: so it is printed once.
  const printed = new Map(plan.steps.map((step) => [step, renderTemplate(templateOf(step.step), stepContext(step))]));
  const context = withUsedFunctions(facts(plan), plan, [...printed.values()]);
  const sections: { template: string; step?: PlannedStep; text: string }[] = [];
  const part = (...args: unknown[]): string => {
    const name = String(args[0]);
    const step =
      args.length > 2 ? plan.steps.find(({ number }) => number === (args[1] as { number: number }).number) : undefined;
    const known = step && name === templateOf(step.step) ? printed.get(step) : undefined;
    const text = trimmed(known ?? renderTemplate(name, step ? stepContext(step) : context));
    sections.push({ template: sourceOf(name, step), text, ...(step && { step }) });
    return "";
  };
  renderTemplate("setup-script", context, part);
  const text = sections.map((section) => section.text).join("\n");
  return {
    plan,
    name: context.script.file,
    text: withBodyHash(text),
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

/** Functions of the program that only some steps call: each goes along where a part or a step does. */
const ON_DEMAND = {
  warnings: ["warn", /\bwarn "/],
  waits: ["waits", /\bwaits "/],
  shows: ["shows", /\bshows [a-z]/],
  asksProgram: ["has_program", /\bhas_program /],
  asksRestart: ["restart_is_due", /\brestart_is_due /],
} as const;

/** Which of {@link ON_DEMAND} a piece of Bash calls. */
const calledIn = (text: string): string[] =>
  Object.entries(ON_DEMAND).flatMap(([fact, [, call]]) => (call.test(text) ? [fact] : []));

/** The functions that a shared part declares, and those it calls. Most parts are the same in every script that has them. */
function functionsOf(text: string): { readonly declared: readonly string[]; readonly called: readonly string[] } {
  const known = analysed.get(text);
  if (known !== undefined) return known;
  const declared = [...text.matchAll(/^([a-z_0-9]+)\(\)/gm)].map(([, name]) => name ?? "");
  const made = { declared, called: calledIn(text) };
  if (analysed.size < 500) analysed.set(text, made);
  return made;
}

const analysed = new Map<string, ReturnType<typeof functionsOf>>();

/** Goes along with every program: the functions of the shared parts; and those that are called. */
function withUsedFunctions(known: Facts, plan: Plan, steps: readonly string[]): Facts {
  const parts = known.program.shared.map((part) => renderTemplate(part, known));
  const conditional = plan.steps.filter(({ step }) => step.when.length > 0);
  const asking = conditional.map((step) => renderTemplate("runtime/when", stepContext(step)));
  const shared = parts.map(functionsOf);
  const own = shared.flatMap(({ declared }) => declared);
  const calls = new Set([...shared.flatMap(({ called }) => called), ...[...steps, ...asking].flatMap(calledIn)]);
  const called = Object.entries(ON_DEMAND).filter(([fact]) => calls.has(fact));
  const skips = known.program.conditions ? ["skips"] : [];
  const functions = [...known.program.functions, ...skips, ...called.map(([, [name]]) => name), ...own];
  const facts = Object.fromEntries(called.map(([fact]) => [fact, true]));
  return { ...known, program: { ...known.program, functions, ...facts } };
}

/** Without the template's own comment and the blank lines around it; one newline at the end. */
const trimmed = (text: string): string => `${text.replace(/^\n+/, "").trimEnd()}\n`;

function lines(sections: readonly { template: string; step?: PlannedStep; text: string }[]): Section[] {
  let at = 1;
  return sections.map(({ template, step, text }) => {
    const from = at;
    const count = text.split("\n").length - 1;
    at += count + 1;
    return { template, ...(step && { step }), from, to: from + count - 1 };
  });
}

/** sha256 of all bytes after the line that holds it, so that a copy edited by hand is told from an outdated one. */
function withBodyHash(text: string): string {
  const line = BODY_LINE.exec(text);
  if (line === null) throw new Error("the head has no body line");
  const body = text.slice(line.index + line[0].length);
  return `${text.slice(0, line.index)}# body: ${hash("sha256", body, "hex")}\n${body}`;
}
