import { Exit } from "../../contract/cli-exit-codes.ts";
import { type StepBash, stepBash } from "../../explain/bash.ts";
import { type ToldPlan, tellPlan } from "../../explain/plan.ts";
import { planText, stepText } from "../../explain/text.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import { renderScript } from "../../render/script.ts";
import { UsageError } from "../../validation/failures.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { invalid } from "../ui/report.ts";

/** What a container's script does, step by step, as an operator would tell it. */
export const explain: Command<Data<"explain">> = {
  name: "explain",
  summary: "Tell what a container's script does, step by step, and how the container is made",
  flags: {
    step: { type: "string", about: "only this step, by its number" },
    bash: { type: "boolean", about: "print the Bash of the steps, and what it calls" },
    json: { type: "boolean", about: "print all of it as JSON" },
  },
  async run(call) {
    const step = stepNumber(call);
    const { plans, findings, failed, places } = await compile(call.folder);
    if (failed) return invalid(findings, call);
    const chosen = selectPlans(plans, call.ctids).map((plan) => {
      const told = tellPlan(plan, (origin) => places.call(origin));
      const script = call.flags["bash"] === true ? renderScript(plan) : undefined;
      const bash = script === undefined ? [] : told.steps.map(({ number }) => stepBash(script, number));
      return only(step, { told, bash });
    });
    if (!call.json)
      call.out(chosen.map((one) => `${chosen.length > 1 ? heading(one, step) : ""}${text(one, step)}`).join("\n\n"));
    return { exit: Exit.fine, findings, data: { containers: chosen.map(asData) } };
  },
};

interface Explained {
  readonly told: ToldPlan;
  /** Of each step; empty if it was not asked for. */
  readonly bash: readonly StepBash[];
}

function stepNumber({ flags: { step } }: Call): number | undefined {
  if (step === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(String(step))) throw new UsageError(`--step takes a step's number, not '${step}'`);
  return Number(step);
}

/** Of a container only one step, if one was asked for. */
function only(number: number | undefined, { told, bash }: Explained): Explained {
  if (number === undefined) return { told, bash };
  if (number > told.steps.length)
    throw new UsageError(`container ${told.ctid} has ${told.steps.length} steps, and no step ${number}`);
  return {
    told: { ...told, steps: told.steps.filter((step) => step.number === number) },
    bash: bash.filter((_, i) => i === number - 1),
  };
}

const asData = ({ told, bash }: Explained) => ({
  ...told,
  steps: told.steps.map((step, i) => ({ ...step, ...(bash[i] && { bash: bash[i] }) })),
});

function text({ told, bash }: Explained, step: number | undefined): string {
  if (bash.length === 0 && step === undefined) return planText(told);
  const steps = told.steps.map((one, i) => [...stepText(one, null), ...bashText(bash[i], told.script)].join("\n"));
  return steps.join("\n\n");
}

/** Of which container steps are shown; a whole plan says so itself. */
const heading = ({ told, bash }: Explained, step: number | undefined): string =>
  bash.length === 0 && step === undefined ? "" : `${told.ctid} ${told.name}  (${told.file})\n\n`;

function bashText(bash: StepBash | undefined, script: string): string[] {
  if (bash === undefined) return [];
  if (bash.text === "") return ["", "(calls of pct by the script's frame; no functions of its own)"];
  const calls = bash.calls.map(({ name, line, template }) => `  ${name}  line ${line}, ${template}`);
  return [
    "",
    `${script}, from line ${bash.line}:`,
    "",
    bash.text,
    ...(calls.length === 0 ? [] : ["", "It calls:", ...calls]),
  ];
}
