import { type Asked, type Condition, unmet } from "../dsl/condition.ts";
import type { Step } from "../dsl/step.ts";

/** The conditions of a step that are asked there. */
export const asked = ({ when }: Step, where: Asked): Condition[] => when.filter((one) => one.asked === where);

/** Whether a fact of the host decides if it is carried out. */
export const dependsOnHost = (step: Step): boolean => asked(step, "on the host").length > 0;

/** What the templates read of a condition. */
export const conditionFacts = (condition: Condition) => ({
  holds: condition.holds,
  fact: condition.fact,
  subject: condition.subject,
  unmet: unmet(condition),
});

/** What a step's template for its conditions inside reads. */
export const conditionsInside = (step: Step) => asked(step, "inside").map(conditionFacts);
