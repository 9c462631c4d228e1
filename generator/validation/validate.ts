import { types } from "node:util";
import * as z from "zod";
import { described } from "./described.ts";
import { fieldsAt } from "./fields.ts";
import { nearest } from "./nearest.ts";
import type { Origin, Place, Problem } from "./problem.ts";
import { severityOf } from "./problem-codes.ts";
import { amiss, isMissing, listed } from "./wording.ts";

// Compiling schemas to functions costs more at start than it saves on seven definitions.
z.config({ jitless: true });

/** Holds `value` against `schema`: what it comes to, a copy if it is sound, and every problem. None is thrown. */
export function held<Value>(schema: z.ZodType, value: Value, origin: Origin): { value: Value; problems: Problem[] } {
  try {
    const result = schema.safeParse(value, { reportInput: true });
    if (result.success) return { value: result.data as Value, problems: [] };
    const { issues } = result.error;
    const misspelt = new Set(issues.flatMap((issue) => meantBy(issue, schema)));
    const told = issues.filter((issue) => !isMissing(issue) || !misspelt.has(JSON.stringify(issue.path)));
    const problems = told.flatMap((issue) => problemsOfIssue(issue, { schema, origin, outer: [] }));
    return { value, problems: together(oneEach(problems)) };
  } catch (thrown) {
    // Also one of the realm in which definitions are evaluated.
    if (!types.isNativeError(thrown) || thrown.name !== "RangeError") throw thrown;
    const message = "what it is given is nested too deeply, or contains itself";
    return { value, problems: [error(origin, [], "D103", message, "give plain data that has an end")] };
  }
}

/** The paths of the fields that unknown ones probably are: they are not missing, but misspelt. */
function meantBy(issue: z.core.$ZodIssue, schema: z.ZodType): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const known = fieldsAt(schema, issue.path);
  return issue.keys.flatMap((key) => {
    const path = [...issue.path, key];
    const found = elsewhere(schema, path)?.path ?? nearestTo(path, known);
    return found === undefined ? [] : [JSON.stringify(found)];
  });
}

const nearestTo = (path: readonly PropertyKey[], known: readonly string[]): PropertyKey[] | undefined => {
  const found = nearest(String(path.at(-1)), known);
  return found === undefined ? undefined : [...path.slice(0, -1), found];
};

/** Where an unknown field is known: within one of those beside it, or beside the one that it stands in. */
function elsewhere(
  schema: z.ZodType,
  path: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly hint: string } | undefined {
  const key = String(path.at(-1));
  const here = path.slice(0, -1);
  for (const beside of fieldsAt(schema, here))
    if (fieldsAt(schema, [...here, beside]).includes(key))
      return { path: [...here, beside, key], hint: `it belongs into \`${beside}\`: ${beside}: { ${key}: … }` };
  const outer = here.at(-1);
  if (typeof outer !== "string" || !fieldsAt(schema, here.slice(0, -1)).includes(key)) return undefined;
  return { path: [...here.slice(0, -1), key], hint: `it belongs beside \`${outer}\`, not into it` };
}

/** A value that is wrong in two ways is one problem: what is said first is what its schema asks first. */
function oneEach(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, path }) => {
    const key = JSON.stringify(path.map(String));
    const again = seen.has(key) && code === "D104";
    seen.add(key);
    return !again;
  });
}

/** Fields that are missing in the same place are one problem. */
function together(problems: readonly Problem[]): Problem[] {
  const first = new Map<string, { at: number; names: string[] }>();
  const kept: Problem[] = [];
  for (const problem of problems) {
    const group = JSON.stringify(problem.path.slice(0, -1).map(String));
    const known = first.get(group);
    if (problem.code !== "D101" || problem.path.length === 0) kept.push(problem);
    else if (known) known.names.push(`\`${shown(problem.path)}\``);
    else first.set(group, { at: kept.push(problem) - 1, names: [`\`${shown(problem.path)}\``] });
  }
  for (const { at, names } of first.values()) {
    const one = kept[at];
    if (one === undefined || names.length < 2) continue;
    kept[at] = {
      ...one,
      path: one.path.slice(0, -1),
      message: `${listed(names, "and")} are missing`,
      fix: "add the fields",
    };
  }
  return kept;
}

/** What an issue is about: the schema as a whole, the author's call, and the path to the value that the issue counts from. */
interface Context {
  readonly schema: z.ZodType;
  readonly origin: Origin;
  readonly outer: readonly PropertyKey[];
}

function problemsOfIssue(issue: z.core.$ZodIssue, context: Context): Problem[] {
  const { schema, origin, outer } = context;
  const path = [...outer, ...issue.path];
  const name = path.length > 0 ? `\`${shown(path)}\`` : "its argument";
  const problem = (code: Problem["code"], message: string, fix: string, at = path) => [
    error(origin, at, code, message, fix),
  ];
  if (issue.code === "unrecognized_keys") {
    const known = fieldsAt(schema, path);
    return issue.keys.flatMap((key) =>
      problem(
        "D102",
        `unknown field \`${shown([...path, key])}\``,
        elsewhere(schema, [...path, key])?.hint ?? unknownHint(key, known),
        [...path, key],
      ),
    );
  }
  if (isMissing(issue))
    return path.length > 0
      ? problem("D101", `${name} is missing`, "add the field")
      : problem("D101", "its argument is missing", "give an object with the fields");
  if (issue.code === "invalid_union") {
    const closest = issue.errors.find((issues) =>
      issues.every((inner) => inner.code !== "invalid_type" || inner.path.length > 0),
    );
    if (closest) return closest.flatMap((inner) => problemsOfIssue(inner, { ...context, outer: path }));
  }
  const { code, says, mend } = amiss(issue);
  const at = issue.code === "custom" ? (issue.params?.["at"] as Place | undefined) : undefined;
  if (at !== undefined) return [{ ...error(origin, path, code, says, mend), at }];
  // A part that has no name of its own in the message may still have a place.
  const within = issue.code === "custom" ? ((issue.params?.["within"] as PropertyKey[] | undefined) ?? []) : [];
  return problem(code, `${name} ${says}`, mend, [...path, ...within]);
}

function unknownHint(key: string, known: readonly string[]): string {
  const found = nearest(key, known);
  if (found !== undefined) return `did you mean \`${found}\`?`;
  return known.length === 0 ? "remove it" : `remove it; there are ${listed(known, "and")}`;
}

const error = (
  origin: Origin,
  path: readonly PropertyKey[],
  code: Problem["code"],
  message: string,
  fix: string,
): Problem => ({ code, severity: severityOf(code), message, fix, origin, path });

/** `network.ip`, `steps[2]`, `labels["a b"]`. */
const shown = (path: readonly PropertyKey[]): string =>
  path
    .map((key, i) => {
      if (typeof key === "number") return `[${key}]`;
      if (!/^[\w$-]+$/.test(String(key))) return `[${described(String(key))}]`;
      return `${i === 0 ? "" : "."}${String(key)}`;
    })
    .join("");
