import type { Plan } from "../../generator/plan/plan.ts";
import { renderScript } from "../../generator/render/script.ts";

/** Functions of steps that `explain` says nothing of, and sentences about functions that are not there. */
export function untold(plan: Plan): string[] {
  const { text } = renderScript(plan);
  return plan.steps.flatMap(({ number, step }) => {
    if (step.kind === "template-snapshot") return [];
    const printed = [...text.matchAll(new RegExp(`^step_${number}_\\w+_(check|apply|verify)\\(\\)`, "gm"))];
    const phases = printed.map(([, phase]) => phase ?? "");
    const told = Object.keys(step.told);
    return [...phases.filter((phase) => !told.includes(phase)), ...told.filter((phase) => !phases.includes(phase))].map(
      (phase) => `${step.kind}: ${phase}`,
    );
  });
}
