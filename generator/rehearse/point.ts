import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlannedStep } from "../plan/plan.ts";
import type { Script } from "../render/script.ts";

/** Where a rehearsal goes wrong on purpose: in a step, or at a call of `pct`, counted from 1. */
export type Point = { readonly call: number } | { readonly step: PlannedStep; readonly phase: string };

/**
 * `4` or `docker-image`: a step by its number or its kind; `pct:3`: a call. The phase of a step is its apply if it has one, else its verify
 * or its check. What the words do not name is told as text, for people.
 */
export function readPoint(words: string, { plan, text }: Script): Point | string {
  const [, call] = /^pct:([1-9]\d{0,5})$/.exec(words) ?? [];
  if (call !== undefined) return { call: Number(call) };
  const found = plan.steps.filter(({ number, step }) => words === String(number) || words === step.kind);
  const [one, ...others] = found;
  const known = plan.steps.map(({ number, step }) => `${number} ${step.kind}`).join(", ");
  if (one === undefined) return `'${words}' is no step; there are ${known}, and pct:1 for the first call of pct`;
  if (others.length > 0)
    return `${found.length} steps are a '${words}': ${found.map(({ number }) => number).join(", ")}`;
  const phases = phasesOf(one, text);
  const phase = ["apply", "verify", "check"].find((name) => phases.includes(name));
  if (phase === undefined) return `step ${one.number} is calls of pct alone; name one of them, such as pct:3`;
  return { step: one, phase };
}

/** `step_3_docker_image`, which the names of its functions begin with. */
export const stemOf = ({ number, step }: PlannedStep): string => `step_${number}_${step.kind.replaceAll("-", "_")}`;

/** Which functions of a step its script has. */
export const phasesOf = (step: PlannedStep, text: string): string[] =>
  [...text.matchAll(new RegExp(`^${stemOf(step)}_(check|apply|verify)\\(\\)`, "gm"))].map(([, phase]) => phase ?? "");

/** Makes the simulator fail there, every time, or KILL the script there. */
export function disturb(simulator: string, how: "fail" | "kill", point: Point): void {
  const [file, line] =
    "call" in point
      ? [how === "fail" ? "fail-at" : "kill-caller-before", String(point.call)]
      : [how === "fail" ? "fail-step" : "kill-caller-step", `${stemOf(point.step)}_${point.phase}`];
  writeFileSync(join(simulator, "state/faults", file), `${line}\n`);
}

/** What went wrong is over. */
export function repair(simulator: string): void {
  rmSync(join(simulator, "state/faults"), { recursive: true, force: true });
  mkdirSync(join(simulator, "state/faults"));
}

/** A point in words. */
export const toldPoint = (point: Point): string =>
  "call" in point
    ? `call ${point.call} of pct`
    : `step ${point.step.number}, ${point.step.step.title} (${point.phase})`;
