import { type Origin, origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";
import { isStep, type Step } from "./step.ts";
import { stepTitle } from "./step-options.ts";

/**
 * Several steps under one title, which stands before theirs in log lines, and above them in `explain`. They run where they stand, one
 * after the other; what depends on one of them, such as `restartOn`, may name the step from before it was put into the group.
 *
 * @param title one line for people, such as `monitoring`; groups in groups have both titles
 * @example
 * const config = file.content({ path: "/etc/motd", content: "hello\n" });
 * group("greeting", [config, command({ title: "say so", runOn: [config], apply: sh`cat /etc/motd` })])
 */
export function group(title: string, steps: readonly Step[]): readonly Step[] {
  const from = origin();
  const problems = titleProblems(title, from);
  // What is no step is told where it is put among a container's steps; so is what is no list, as the one entry of one.
  const list = Array.isArray(steps) ? (steps as readonly Step[]) : [steps as unknown as Step];
  const first = list.findIndex(isStep);
  return list.map((step, i) => (isStep(step) ? titled(step, title, i === first ? problems : []) : step));
}

const titled = (step: Step, title: string, problems: readonly Problem[]): Step =>
  Object.freeze({
    ...step,
    group: step.group === undefined ? title : `${title} / ${step.group}`,
    problems: [...step.problems, ...problems],
  });

const titleProblems = (title: string, from: Origin): Problem[] =>
  held(stepTitle, title, from).problems.map((problem) => ({
    ...problem,
    message: problem.message.replace(/^its argument/, "the group's title"),
  }));
