import type * as z from "zod";
import { described, isMeasure } from "./described.ts";
import { nearest } from "./nearest.ts";
import type { ProblemCode } from "./problem-codes.ts";
import { readFix } from "./with-fix.ts";

/** What is wrong with a value, to follow the name of its field, and what to do. */
export interface Amiss {
  readonly code: ProblemCode;
  readonly says: string;
  readonly mend: string;
}

/** Whether an issue is that nothing was given. A schema that has words of its own for that begins them with "is undefined". */
export const isMissing = (issue: z.core.$ZodIssue): boolean =>
  issue.input === undefined && issue.code !== "unrecognized_keys" && !issue.message.startsWith("is undefined");

/** Puts an issue into words. A schema's own message says what is wrong and, with `withFix`, what to do. */
export function amiss(issue: z.core.$ZodIssue): Amiss {
  const code = ownCode(issue) ?? (issue.code === "invalid_type" || issue.code === "invalid_union" ? "D103" : "D104");
  const { message: says, fix: mend } = readFix(issue.message);
  if (!/^(Invalid|Too|Unrecognized)\b/.test(says)) {
    const shows = typeof issue.input === "object" || issue.code === "custom";
    const known = code === "D103" || (shows && !isMeasure(issue.input));
    return {
      code,
      says: known ? says : `${says} (given: ${described(issue.input)})`,
      mend: mend ?? "mend the value; the field's documentation says what it takes",
    };
  }
  const given = described(issue.input);
  switch (issue.code) {
    case "invalid_type":
      return { code, says: `is ${given}, not ${article(issue.expected)}`, mend: `give ${article(issue.expected)}` };
    case "invalid_union": {
      const forms = [...new Set(issue.errors.flatMap(wanted))];
      if (forms.length === 0)
        return { code, says: `is ${given}, which fits none of its forms`, mend: "see the field's documentation" };
      return { code, says: `is ${given}, not ${listed(forms, "or")}`, mend: `give ${listed(forms, "or")}` };
    }
    case "invalid_value": {
      const values = issue.values.map((value) => described(value));
      const found = typeof issue.input === "string" ? nearest(issue.input, issue.values.map(String)) : undefined;
      const meant = found === undefined ? `give ${listed(values, "or")}` : `did you mean "${found}"?`;
      return { code, says: `is ${given}, not ${listed(values, "or")}`, mend: meant };
    }
    case "too_small":
      return { code, ...limits(issue, given, issue.minimum, "less than", "at least") };
    case "too_big":
      return { code, ...limits(issue, given, issue.maximum, "more than", "at most") };
    case "invalid_key": {
      const [why] = issue.issues;
      const inner = why && amiss({ ...why, input: issue.path.at(-1) } as z.core.$ZodIssue);
      const says = inner?.says ?? "it cannot be";
      return { code, says: says.startsWith("is no ") ? says : `is no name here: ${says}`, mend: "mend the name" };
    }
    default:
      return {
        code,
        says: `is ${given}, which it does not take`,
        mend: "mend the value; the field's documentation says what it takes",
      };
  }
}

/** A code that a schema names itself, as the parameter `code` of its issue. */
const ownCode = (issue: z.core.$ZodIssue): Amiss["code"] | undefined =>
  issue.code === "custom" ? (issue.params?.["code"] as Amiss["code"] | undefined) : undefined;

/** A number against its bounds, or how many letters or entries there are against theirs. */
function limits(
  { origin }: { readonly origin: string },
  given: string,
  bound: number | bigint,
  than: string,
  give: string,
): Pick<Amiss, "says" | "mend"> {
  const of = ({ string: "character", array: "entry", set: "entry" } as const)[origin];
  if (of === undefined) return { says: `is ${given}, ${than} ${bound}`, mend: `give ${give} ${bound}` };
  if (bound === 1 && than === "less than") return { says: "is empty", mend: `give at least one ${of}` };
  const many = `${bound} ${Number(bound) === 1 ? of : { character: "characters", entry: "entries" }[of]}`;
  return { says: `has ${than} ${many} (given: ${given})`, mend: `give ${give} ${many}` };
}

/** What one form of a choice would have taken instead, where it is not even of that type. */
const wanted = (issues: readonly z.core.$ZodIssue[]): string[] =>
  issues.flatMap((issue) => {
    if (issue.path.length > 0) return [];
    if (issue.code === "invalid_type") return [article(issue.expected)];
    if (issue.code === "invalid_value") return issue.values.map((value) => described(value));
    return issue.code === "invalid_union" ? issue.errors.flatMap(wanted) : [];
  });

const article = (type: string): string =>
  ({
    string: "text",
    int: "a whole number",
    array: "a list",
    tuple: "a list",
    object: "an object",
    record: "an object",
  })[type] ?? `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;

/** `a, b or c`. */
export const listed = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
