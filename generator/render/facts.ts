import type { Plan } from "../plan/plan.ts";
import { asked, conditionFacts, dependsOnHost } from "./condition-facts.ts";
import { EXITS } from "./exits.ts";
import { templateOf } from "./template-of.ts";
import { variableOf } from "./word.ts";

/** What every host has to have for any script; steps add to it. */
const HOST_NEEDS = ["pct", "flock", "setsid", "tail", "timeout"];

/** Functions that go along with every program, in the order in which they call each other. */
const PROGRAM_FUNCTIONS = [
  "describe_step",
  "scale",
  "report",
  "note",
  "no",
  "pause",
  "end_steps",
  "run_steps",
  "ask_step",
  "run_step",
  "must",
  "attempt",
  "watch_attempt",
];

/** Variables that go along where they are set; a proxy of the host is the container's way out as well. */
const PROGRAM_VARIABLES = [
  "word",
  "CTID",
  "TIME_SCALE",
  "MODE",
  "open",
  "container_root",
  "http_proxy",
  "https_proxy",
  "no_proxy",
];

/** The facts that the frame and the run-time parts read. */
export function facts(plan: Plan) {
  const { is, options } = plan.definition;
  const { ctid, name, snapshot } = options;
  const shared = [...new Set(plan.steps.flatMap(({ step }) => step.shared))].sort();
  const from = (source: string) => plan.values.some((value) => value.from === source);
  const readsLxcConfig = snapshot !== undefined || from("lxc-config");
  const readsValues =
    plan.values.length > 0 ||
    plan.steps.some(({ step }) => step.hostFile !== undefined || step.hostVariable !== undefined);
  const readsJson = readsLxcConfig || from("hypervisor-config");
  const needs = [
    ...new Set([...HOST_NEEDS, ...(readsJson ? ["perl"] : []), ...plan.steps.flatMap(({ step }) => step.needs)]),
  ];
  return {
    script: {
      file: `phoenix_hypervisor_setup_${ctid}.sh`,
      ctid,
      name,
      definition: plan.file,
      description: options.description ?? "",
      ending: is === "template" ? `a template that ends as snapshot '${snapshot}'` : "an application",
      planHash: plan.hash,
      bodyHash: "",
      made: `phoenix-setup plan=${plan.hash} values=none`,
      snapshot: snapshot ?? "",
      stepCount: plan.steps.length,
      needs,
      needsText: `Bash 5.2, pve-container 5.0.9, ${needs.join(", ")}`,
      readsLxcConfig,
      readsHypervisorConfig: from("hypervisor-config"),
      readsJson,
      digested: snapshot !== undefined && plan.values.length > 0,
      readsValues,
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
      exits: EXITS,
      hostConditions: plan.steps.flatMap(({ number, step }) =>
        asked(step, "on the host").map((condition) => ({ number, ...conditionFacts(condition) })),
      ),
      hostFiles: plan.steps.flatMap(({ number, step }) =>
        step.hostFile === undefined
          ? []
          : [{ number, conditional: dependsOnHost(step), variable: `hostfile_${number}`, path: step.hostFile }],
      ),
      secretVariables: [...new Set(plan.steps.flatMap(({ step }) => step.hostVariable ?? []))],
      hostVariables: plan.steps.flatMap(({ number, step }) =>
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
    },
    program: {
      conditions: plan.steps.some(({ step }) => step.when.length > 0),
      asksProgram: false,
      pauses: plan.steps.some(({ step }) => step.retries > 0 && step.pause !== 5),
      lasting: plan.steps.some(({ step }) => step.restartOn.some(({ lasting }) => lasting)),
      host: plan.runs.some(({ side }) => side === "host"),
      apt: plan.steps.some(({ step }) => step.fetches.includes("apt")),
      retries: plan.steps.some(({ step }) => step.retries > 0),
      functions: PROGRAM_FUNCTIONS,
      warnings: false,
      waits: false,
      shows: false,
      asksRestart: false,
      trials: plan.steps.some(({ step }) => step.trial),
      restarts_container: plan.runs.some(({ restarts }) => restarts),
      restarts: plan.steps.some(({ restarts, lasting }) => restarts.length > 0 || lasting.length > 0),
      variables: [
        ...PROGRAM_VARIABLES,
        ...(plan.runs.some(({ side }) => side === "host") ? ["HOST_ROOT"] : []),
        ...plan.values.map(variableOf),
        ...plan.steps.filter(({ step }) => step.hostFile !== undefined).map(({ number }) => `hostfile_${number}`),
        ...plan.steps
          .filter(({ step }) => step.hostVariable !== undefined)
          .map(({ number }) => `hostvariable_${number}`),
      ],
      shared: shared.map((part) => `shared/${part}`),
    },
    steps: plan.steps.map(({ number, place, step, restarts, lasting }) => ({
      number,
      kind: step.kind,
      limit: step.limit,
      retries: step.retries,
      pause: step.pause,
      definition: `${place.file}:${place.line}`,
      title: step.group === undefined ? step.title : `${step.group}: ${step.title}`,
      restarts: restarts.join(" "),
      lasting: lasting.join(" "),
      asks: asked(step, "inside").length > 0,
      trial: step.trial ? "yes" : "",
      template: templateOf(step),
    })),
    // What may restart the container begins without starting it first: that would be one start too many.
    runs: plan.runs.map(({ side, restarts, numbers }, i, runs) => ({
      side,
      restarts,
      starts: !restarts && runs.slice(0, i).every((run) => run.restarts),
      steps: [...numbers],
      last: numbers.at(-1) ?? 0,
    })),
  };
}

/** What {@link facts} gives. */
export type Facts = ReturnType<typeof facts>;
