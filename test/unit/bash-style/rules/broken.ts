import { breachesOf, documentedGlobals } from "../style.ts";

/** The rules that a template breaks, in the order of its lines. */
export function broken(text: string, path = "steps/x.sh.hbs"): string[] {
  const globals = documentedGlobals([{ path, text }]);
  return breachesOf({ path, text }, globals).map((shown) => /:(\d+ \w+):/.exec(shown)?.[1] ?? shown);
}

/** The same of the body of a function, whose first line is line 1. */
export const brokenInside = (body: string): string[] =>
  broken(`{{fn}}_check() {\n${body}\n}\n`).map((one) => one.replace(/^\d+/, (line) => String(Number(line) - 1)));
