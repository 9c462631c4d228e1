import { createHash } from "node:crypto";
import type { Plan, PlannedStep } from "../plan/plan.ts";
import { type Facts, facts } from "./facts.ts";
import { renderTemplate } from "./handlebars.ts";
import { variable } from "./word.ts";

/** A stretch of a script's lines and what printed it: a template, for a step with the definition's line. */
export interface Section {
  readonly template: string;
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
  const context = withUsedFunctions(facts(plan), plan);
  const sections: { template: string; step?: PlannedStep; text: string }[] = [];
  const part = (...args: unknown[]): string => {
    const template = String(args[0]);
    const step =
      args.length > 2 ? plan.steps.find(({ number }) => number === (args[1] as { number: number }).number) : undefined;
    const text = trimmed(renderTemplate(template, step ? stepContext(step) : context));
    sections.push({ template, text, ...(step && { step }) });
    return "";
  };
  renderTemplate("setup-script", context, part);
  const text = sections.map((section) => section.text).join("\n");
  return { plan, name: context.script.file, text: withBodyHash(text), sections: lines(sections) };
}

/** What a step's template reads: its view, its number, and the prefix of its functions. */
const stepContext = ({ number, step }: PlannedStep): object => ({
  ...step.view,
  number,
  fn: `step_${number}_${step.kind.replaceAll("-", "_")}`,
  ...(step.hostFile !== undefined && { hostContent: variable(`hostfile_${number}`) }),
});

/** Functions of the program that only some steps call: each goes along where a part or a step does. */
const ON_DEMAND = {
  warnings: ["warn", /\bwarn "/],
  waits: ["waits", /\bwaits "/],
  shows: ["shows", /\bshows [a-z]/],
  asksRestart: ["restart_is_due", /\brestart_is_due /],
} as const;

/** Goes along with every program: the functions of the shared parts; and those that are called. */
function withUsedFunctions(known: Facts, plan: Plan): Facts {
  const parts = known.program.shared.map((part) => renderTemplate(part, known));
  const steps = plan.steps.map((step) => renderTemplate(`steps/${step.step.kind}`, stepContext(step)));
  const own = parts.flatMap((text) => [...text.matchAll(/^([a-z_0-9]+)\(\)/gm)].map(([, name]) => name ?? ""));
  const called = Object.entries(ON_DEMAND).filter(([, [, call]]) =>
    [...parts, ...steps].some((text) => call.test(text)),
  );
  const functions = [...known.program.functions, ...called.map(([, [name]]) => name), ...own];
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
  const hash = createHash("sha256").update(body).digest("hex");
  return `${text.slice(0, line.index)}# body: ${hash}\n${body}`;
}
