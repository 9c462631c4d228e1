import { variableOf } from "../bash/word.ts";
import { EXIT_CODES } from "../contract/exit-codes.ts";
import type { Plan } from "../plan/plan.ts";
import { asked, conditionFacts, dependsOnHost } from "./condition-facts.ts";
import { COLUMNS, linesOfText } from "./layout.ts";
import { programFacts } from "./program-facts.ts";
import { settingFacts } from "./setting-facts.ts";
import { stepFacts } from "./step-facts.ts";

/** What every host has to have for any script; steps add to it. */
const HOST_NEEDS = ["pct", "flock", "perl", "setsid", "stat", "timeout"];

/** The facts that the frame and the run-time parts read. */
export function facts(plan: Plan) {
  const script = { ...scriptFacts(plan), ...valueFacts(plan), ...hostContentFacts(plan) };
  const gates = plan.runs.map((_, i) => gateBeforeRestart(plan, i));
  const frame = ["runtime/serve", ...(script.readsJson ? ["runtime/config"] : []), ...script.readers];
  return {
    script,
    settings: settingFacts(plan),
    program: programFacts(
      plan,
      frame,
      gates.some((gate) => gate > 0),
    ),
    steps: plan.steps.map((planned) => ({ ...stepFacts(planned), boots: gates.includes(planned.number) })),
    // What may restart the container begins without starting it first: that would be one start too many.
    runs: plan.runs.map(({ side, restarts, numbers }, i, runs) => ({
      side,
      restarts,
      starts: !restarts && runs.slice(0, i).every((run) => run.restarts),
      steps: [...numbers],
      last: numbers.at(-1) ?? 0,
      gate: gates[i] ?? 0,
    })),
  };
}

/**
 * The readiness gate whose limit holds for a boot that a restart after this run would cut off; 0 if there is no restart, or if the container
 * has passed a gate since it was started.
 */
function gateBeforeRestart({ runs, steps }: Plan, index: number): number {
  const before = runs.slice(0, index);
  const sinceStart = before.slice(before.findLastIndex(({ restarts }) => restarts) + 1);
  if (runs[index]?.restarts !== true || sinceStart.some(({ side }) => side === "container")) return 0;
  const last = runs[index].numbers.at(-1) ?? 0;
  return steps.find(({ number, step }) => number > last && step.traits?.awaitsBoot === true)?.number ?? 0;
}

/** What {@link facts} gives. */
export type Facts = ReturnType<typeof facts>;

/** The programs that a script looks for on its host before its first action. */
export const hostNeeds = (plan: Plan): string[] => [
  ...new Set([...HOST_NEEDS, ...plan.steps.flatMap(({ step }) => step.needs)]),
];

function scriptFacts(plan: Plan) {
  const { is, options } = plan.definition;
  const { ctid, name, snapshot } = options;
  const needs = hostNeeds(plan);
  return {
    file: `phoenix_hypervisor_setup_${ctid}.sh`,
    ctid,
    name,
    definition: plan.file,
    descriptionLines: linesOfText(options.description ?? "", COLUMNS - 2),
    ending: is === "template" ? `a template that ends as snapshot '${snapshot}'` : "an application",
    planHash: plan.hash,
    // Known once all else is printed.
    headHash: "",
    bodyHash: "",
    made: `phoenix-setup plan=${plan.hash} values=none`,
    snapshot: snapshot ?? "",
    stepCount: plan.steps.length,
    needs,
    needsLines: linesOfText(`It needs there: Bash 5.2, pve-container 5.0.9, ${needs.join(", ")}.`, COLUMNS - 2),
    exits: EXIT_CODES.map((exit) => ({ ...exit, used: canEndSo(plan, exit.name) })),
    hostConditions: plan.steps.flatMap(({ number, step }) =>
      asked(step, "on the host").map((condition) => ({ number, ...conditionFacts(condition) })),
    ),
  };
}

/** Whether a script can end with that code: others are told in its head, but are no constants of it. */
function canEndSo(plan: Plan, name: string): boolean {
  const { snapshot } = plan.definition.options;
  switch (name) {
    case "EXIT_VALUE_MISSING":
      return snapshot !== undefined || valueFacts(plan).readsValues;
    case "EXIT_POWER":
      return snapshot !== undefined || plan.runs.some(({ restarts }) => restarts);
    case "EXIT_SNAPSHOT":
      return snapshot !== undefined;
    default:
      return true;
  }
}

const readsFrom = ({ values }: Plan, source: string): boolean => values.some(({ from }) => from === source);

/** A template looks up which snapshot the orchestrator expects of it. */
const readsLxcConfig = (plan: Plan): boolean =>
  plan.definition.options.snapshot !== undefined || readsFrom(plan, "lxc-config");

function valueFacts(plan: Plan) {
  const { snapshot } = plan.definition.options;
  const valuesInLxcConfig = readsFrom(plan, "lxc-config");
  const readsConfig = valuesInLxcConfig || readsFrom(plan, "hypervisor-config");
  const readsFiles = plan.steps.some(({ step }) => step.hostFile !== undefined);
  const readsSecrets = plan.steps.some(({ step }) => step.hostVariable !== undefined);
  const digested = snapshot !== undefined && plan.values.length > 0;
  return {
    valuesInLxcConfig,
    readsLxcConfig: readsLxcConfig(plan),
    readsHypervisorConfig: readsFrom(plan, "hypervisor-config"),
    readsJson: readsLxcConfig(plan) || readsConfig,
    digested,
    readsValues: plan.values.length > 0 || readsFiles || readsSecrets,
    // The parts that read_values calls, each for what there is to be read.
    readers: [
      ...(readsConfig ? ["runtime/read-config"] : []),
      ...(readsFrom(plan, "environment") ? ["runtime/read-environment"] : []),
      ...(readsFiles ? ["runtime/read-file"] : []),
      ...(readsConfig || readsFiles ? ["runtime/trusted-file"] : []),
      ...(readsSecrets ? ["runtime/read-secret"] : []),
      ...(digested ? ["runtime/print-values"] : []),
    ],
    variables: plan.values.map(variableOf),
    values: plan.values.map((value) => ({
      variable: variableOf(value),
      key: value.key,
      path: value.key.split("."),
      format: value.format,
      lxcConfig: value.from === "lxc-config",
      hypervisorConfig: value.from === "hypervisor-config",
      environment: value.from === "environment",
    })),
  };
}

function hostContentFacts({ steps }: Plan) {
  return {
    hostFiles: steps.flatMap(({ number, step }) =>
      step.hostFile === undefined
        ? []
        : [{ number, conditional: dependsOnHost(step), variable: `hostfile_${number}`, path: step.hostFile }],
    ),
    secretVariables: [...new Set(steps.flatMap(({ step }) => step.hostVariable ?? []))],
    hostVariables: steps.flatMap(({ number, step }) =>
      step.hostVariable === undefined
        ? []
        : [
            {
              number,
              conditional: dependsOnHost(step),
              variable: `hostvariable_${number}`,
              name: step.hostVariable,
            },
          ],
    ),
  };
}
