import { describe, expect, it } from "vitest";
import { breachesOf, documentedGlobals } from "./bash-style/style.ts";
import { templates } from "./bash-style/templates.ts";

/** `BASH_STYLE_ONLY='docker|http'` looks at the templates whose path it matches. */
const only = new RegExp(process.env["BASH_STYLE_ONLY"] ?? "");
const globals = documentedGlobals(templates.filter(({ path }) => !path.startsWith("steps/")));
const chosen = templates.filter(({ path }) => only.test(path)).map((template) => [template.path, template] as const);

describe("the rules of style for Bash hold in", () => {
  it.each(chosen)("templates/%s", (_, template) => {
    const breaches = breachesOf(template, globals);
    expect(breaches.length, `\n${breaches.join("\n")}\n`).toBe(0);
  });
});
