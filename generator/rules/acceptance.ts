import type { Definition } from "../dsl/container.ts";
import type { Problem } from "../validation/problem.ts";
import { problem } from "./fleet-rules.ts";

/** Drops the warnings that the container accepts, and tells of acceptances that are no longer needed. */
export function acceptanceProblems(definition: Definition, doubts: readonly Problem[]): Problem[] {
  const accepted = definition.options.accept ?? [];
  const codes = new Set<string>(accepted.map(({ code }) => code));
  const open = doubts.filter((doubt) => doubt.severity === "error" || !codes.has(doubt.code));
  const idle = accepted.flatMap(({ code }, i): Problem[] =>
    doubts.some((doubt) => doubt.code === code)
      ? []
      : [
          problem(
            definition,
            ["accept", i],
            "D304",
            `accepted warning ${code} does not occur here`,
            "remove it from `accept`",
          ),
        ],
  );
  return [...open, ...idle];
}
