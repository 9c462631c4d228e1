import type { Definition } from "../dsl/container.ts";
import type { Problem } from "../validation/problem.ts";
import { PROBLEM_CODES, type ProblemCode, severityOf } from "../validation/problem-codes.ts";
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
          isError(code)
            ? problem(definition, ["accept", i], "D304", `${code} is an error, which cannot be accepted`, ERROR_FIX)
            : problem(
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

const ERROR_FIX = "remove it from `accept`; where the error occurs, its hint says what to do";

const isError = (code: string): boolean => code in PROBLEM_CODES && severityOf(code as ProblemCode) === "error";
