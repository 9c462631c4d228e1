import * as z from "zod";
import type { Origin, Problem } from "./problem.ts";

// Compiling schemas to functions costs more at start than it saves on seven definitions.
z.config({ jitless: true });

/** Holds `value` against `schema`; returns every problem, none thrown. */
export function problemsOf(schema: z.ZodType, value: unknown, origin: Origin): Problem[] {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOfIssue(issue, origin, []));
}

function problemsOfIssue(issue: z.core.$ZodIssue, origin: Origin, outer: readonly PropertyKey[]): Problem[] {
  const path = [...outer, ...issue.path];
  const problem = (code: Problem["code"], message: string, hint: string, at = path): Problem => ({
    code,
    severity: "error",
    message,
    hint,
    origin,
    path: at,
  });
  const name = path.length > 0 ? `\`${shown(path)}\`` : "this";
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        problem("D102", `unknown field \`${shown([...path, key])}\``, "remove it, or mend its spelling", [
          ...path,
          key,
        ]),
      );
    case "invalid_union": {
      const closest = issue.errors.find((issues) =>
        issues.every((inner) => inner.code !== "invalid_type" || inner.path.length > 0),
      );
      if (closest) return closest.flatMap((inner) => problemsOfIssue(inner, origin, path));
      return [
        problem(
          "D103",
          `${name} is ${described(issue.input)}, which fits none of its forms`,
          "see the field's documentation",
        ),
      ];
    }
    case "invalid_type": {
      if (issue.input === undefined) return [problem("D101", `${name} is missing`, "add the field", path)];
      // A schema's own message says what is wrong and, after a semicolon, what to do.
      const [says = "", mend = `give ${article(issue.expected)}`] = issue.message.split("; ");
      const own = !says.startsWith("Invalid input");
      return [
        problem("D103", `${name} ${own ? says : `is ${described(issue.input)}, not ${article(issue.expected)}`}`, mend),
      ];
    }
    default: {
      const [says = "", mend] = issue.message.replace(/^Invalid input: /, "").split("; ");
      const given =
        issue.code === "custom" || typeof issue.input === "object" ? "" : ` (given: ${described(issue.input)})`;
      return [
        problem(
          "D104",
          `${name} ${says}${given}`,
          mend ?? "mend the value; the field's documentation says what it takes",
        ),
      ];
    }
  }
}

const article = (type: string): string =>
  ({ int: "a whole number", array: "a list", object: "an object" })[type] ?? `a ${type}`;

const shown = (path: readonly PropertyKey[]): string =>
  path.map((key, i) => (typeof key === "number" ? `[${key}]` : `${i === 0 ? "" : "."}${String(key)}`)).join("");

/** A value as an author would recognise it: short, on one line. */
export function described(value: unknown): string {
  const text = typeof value === "function" ? "a function" : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
