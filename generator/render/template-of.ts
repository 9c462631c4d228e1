import type { OwnTemplate, Step } from "../dsl/step.ts";

/** The name that a step's template is rendered by. */
export function templateOf({ kind, own }: Step): string {
  if (own === undefined) return `steps/${kind}`;
  return own.template === "command" ? "steps/command" : ownName(own.template);
}

/** The name of an author's own template: nothing else is called so, and templates of the same text are one. */
export const ownName = ({ sha256 }: OwnTemplate): string => `own/${sha256}`;

/** The name of the same template with a mark at the beginning of each line, see {@link traceOf}. */
export const tracedName = (template: OwnTemplate): string => `${ownName(template)}/traced`;
