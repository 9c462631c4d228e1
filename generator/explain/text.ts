import type { RuntimeValue } from "../dsl/text.ts";
import type { Place } from "../validation/problem.ts";
import { pctLine } from "./pct-lines.ts";
import type { ToldPlan } from "./plan.ts";
import type { ToldStep } from "./step.ts";

const SOURCES = {
  "lxc-config": "this container's block of phoenix_lxc_configs.json",
  "hypervisor-config": "phoenix_hypervisor_config.json",
  environment: "the environment",
};

/** A plan as an operator would tell it. */
export function planText(plan: ToldPlan): string {
  const parent =
    plan.parent === null
      ? "created from an OS template"
      : `cloned from ${plan.parent.ctid} at '${plan.parent.snapshot}'`;
  const needs = plan.dependsOn.length === 0 ? "" : `, depends on ${plan.dependsOn.join(", ")}`;
  const end = plan.snapshot === null ? "" : `, ends as snapshot '${plan.snapshot}'`;
  return [
    `${plan.ctid} ${plan.name}: ${plan.kind}, ${parent}${needs}${end}  (${plan.file})`,
    ...(plan.description === null ? [] : [`  ${plan.description}`]),
    `  plan ${plan.plan}`,
    ...block("Made by an orchestrator, or by hand on the host:", plan.pct.map(pctLine)),
    ...block("Then, as root on the host, as often as you like:", [`${plan.script} ${plan.ctid}`]),
    ...block("Read on the host before the first step:", plan.values.map(valueText)),
    "",
    ...plan.steps.flatMap((step, i) => stepText(step, plan.steps[i - 1]?.group ?? null)),
    ...block("Exit codes:", plan.exits),
    ...block(
      "Accepted warnings:",
      plan.accepted.map(({ code, reason }) => `${code}: ${reason}`),
    ),
  ].join("\n");
}

const block = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", `  ${title}`, ...lines.map((line) => `    ${line}`)];

/** A value that is read on the host, and where. */
export const valueText = ({ key, format, from }: RuntimeValue): string => `${key} (${format}) from ${SOURCES[from]}`;

/** One step, with the title of its group before the first of it. */
export function stepText(step: ToldStep, groupBefore: string | null): string[] {
  const { number, kind, side, title, group, place, madeAt } = step;
  const where = side === "host" ? "on the host" : "inside";
  return [
    ...(group !== null && group !== groupBefore ? [`  ${group}:`] : []),
    `  ${String(number).padStart(2)}. ${title}`,
    `      ${kind}, ${where}  ${shownPlace(place)}${madeAt === null ? "" : ` (made at ${shownPlace(madeAt)})`}`,
    ...details(step).map((line) => `      ${line}`),
  ];
}

const line = (start: string, words: readonly string[]): string[] =>
  words.length === 0 ? [] : [`${start} ${words.join(", ")}`];

function details(step: ToldStep): string[] {
  const { check, apply, verify } = step;
  return [
    ...line("only if", step.when),
    ...(check === null ? [] : [`checks that ${check}`]),
    ...(apply === null ? [] : [`${check === null ? "runs" : "if not:"} ${apply}`]),
    ...(verify === null ? [] : [`verifies that ${verify}`]),
    ...stepNotes(step),
  ];
}

/** What there is to tell of a step besides its functions, one half sentence a line. */
export function stepNotes(step: ToldStep): string[] {
  const { host, fetches, values, secrets, after, causes } = step;
  return [
    ...(step.trial ? ["its proof changes something for a while, so it is not asked with PHOENIX_MODE=check"] : []),
    ...line(
      "fetches from",
      fetches.map((name) => (name === "apt" ? "apt's sources" : name)),
    ),
    ...line(
      "uses",
      values.map(({ key }) => key),
    ),
    ...line("brings from the host", [...host.files, ...host.variables.map((name) => `$${name}`)]),
    ...line("needs on the host", [...host.devices, ...host.folders, ...host.programs]),
    ...line("keeps a secret in", secrets),
    ...line("acts after a change by step", after.map(String)),
    ...line("a change makes act: step", causes.map(String)),
    ...(step.restartsContainer ? ["a change restarts the container"] : []),
    limits(step),
  ];
}

function limits({ limit, retries, pause, exits, check, apply, verify }: ToldStep): string {
  const functions = [check, apply, verify].filter((one) => one !== null).length;
  const again = retries === 0 ? "" : `, tried ${retries} times more, ${pause} s apart`;
  return `limit ${limit} s${functions > 1 ? " for each" : ""}${again}; can end the script with ${exits.join(", ")}`;
}

/** `definitions/910-portainer.ts:25:5`. */
export const shownPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
