import { describe, expect, it } from "vitest";
import { EXIT_CODES } from "../../generator/contract/exit-codes.ts";
import { partOf } from "../../generator/handlebars/parts.ts";
import type { Script } from "../../generator/render/script.ts";
import { DOCUMENTED } from "../../generator/steps/options/guard.ts";
import { sampled, thorough } from "../thorough.ts";
import { readBash } from "./bash-style/commands.ts";
import { declaredBy, type Mention, mentionsIn, unreadable } from "./bash-style/declared.ts";
import { longLines, outOfOrder } from "./bash-style/order.ts";
import { notSent } from "./bash-style/program.ts";
import { exampleScripts, ownScripts } from "./bash-style/scripts.ts";
import { hasShellCheck, unassigned } from "./bash-style/shellcheck.ts";
import { bashOf } from "./bash-style/template-bash.ts";
import { headerOf, templates } from "./bash-style/templates.ts";

const own = await ownScripts();
const scripts = [...own, ...(await exampleScripts())];
const parsed = new Map(scripts.map((script) => [script, readBash(script.text)]));
const declared = new Map(scripts.map((script) => [script, declaredBy(script.text)]));
const functionsOf = (script: Script): string[] => [...(declared.get(script)?.keys() ?? [])];

/** What is wrong with scripts: each failure once, with the first script that it is about. */
function failures(of: (script: Script) => readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const script of scripts) {
    const { ctid, steps } = script.plan.definition.options;
    const name = steps.length === 1 ? `${ctid} with the step ${steps[0]?.kind} '${steps[0]?.title}'` : String(ctid);
    for (const failure of of(script)) {
      const key = failure.replace(/^line \d+: /, "");
      if (!found.has(key)) found.set(key, `${name}: ${failure}`);
    }
  }
  return [...found.values()];
}

it("there are scripts to look at", () => {
  expect(scripts.length).toBeGreaterThan(thorough ? 100 : 20);
});

/** The functions that a template's Bash declares; none if it is one that no plan prints, such as a function without a command. */
function namesIn(bash: string): string[] {
  try {
    return [...declaredBy(bash).keys()];
  } catch {
    return [];
  }
}

describe("Bash itself says which functions there are:", () => {
  const known = new Set([
    ...templates.flatMap(({ text }) => headerOf(text).functions ?? []),
    ...scripts.flatMap(functionsOf).filter((name) => !name.startsWith("step_")),
  ]);
  const mentions = new Map([...parsed].map(([script, { list }]) => [script, mentionsIn(list)]));

  it("every function of a template that occurs in a script is declared in it", () => {
    expect(known.size).toBeGreaterThan(100);
    const missing = (script: Script): string[] => {
      const functions = functionsOf(script);
      return (mentions.get(script) ?? []).flatMap(({ name, called, quoted, line }) => {
        // Some names are plain words, such as `rest`.
        if (typeof name !== "string" || !known.has(name) || quoted || !(called || name.includes("_"))) return [];
        return functions.includes(name) ? [] : [`line ${line}: ${name} is not declared`];
      });
    };
    expect(failures(missing)).toEqual([]);
  });

  it("every function that a script declares is used in it", () => {
    const uses = (name: string, { name: word, within }: Mention): boolean =>
      within !== name && (typeof word === "string" ? word === name : word.test(name));
    // Bash of a definition's own may call these, and has them whether it does or not.
    const documented = DOCUMENTED.flatMap((part) => partOf(`shared/${part}`).functions);
    const free = ({ plan }: Script): readonly string[] =>
      plan.steps.some(({ step }) => DOCUMENTED.every((part) => step.shared.includes(part))) ? documented : [];
    const unused = (script: Script): string[] =>
      functionsOf(script)
        .filter((name) => !free(script).includes(name))
        .filter((name) => !mentions.get(script)?.some((mention) => uses(name, mention)))
        .map((name) => `${name} is not used`);
    expect(failures(unused)).toEqual([]);
  });

  it("what is sent into a container has all that it calls and reads", () => {
    expect(
      failures((script) => notSent(parsed.get(script) ?? readBash(""), mentions.get(script) ?? [], known)),
    ).toEqual([]);
  });

  it.skipIf(!hasShellCheck)("ShellCheck knows where each variable of a function comes from", () => {
    const functions = [...declared.values()].flatMap((printed) => [...printed]);
    const texts = new Set(functions.flatMap(([name, text]) => (/^step_/.test(name) ? [] : [text])));
    expect(unassigned(new Set(sampled([...texts], 10)))).toEqual([]);
  });

  const shared = templates.filter(({ path }) => !path.startsWith("steps/"));
  it.each(
    sampled(shared, 4).map((template) => [template.path, template] as const),
  )("templates/%s declares in the comment at its beginning the functions that it prints", (_, { text }) => {
    const printed = bashOf(text).filter(({ text: bash }) => /^\w+\(\)/m.test(bash));
    const names = new Set(printed.flatMap(({ text: bash }) => namesIn(bash)));
    // Those of a step have its name.
    for (const name of names) if (name.startsWith("step_fn_")) names.delete(name);
    expect([...(headerOf(text).functions ?? [])].sort()).toEqual([...names].sort());
  });

  it("what Bash prints of a function, which is what goes into the container, can be read again", () => {
    const printed = new Set([...declared.values()].flatMap((functions) => [...functions.values()]));
    expect(printed.size).toBeGreaterThan(100);
    // A process for each.
    expect(unreadable(sampled([...printed], 10))).toEqual([]);
  });
});

describe("a script can be read from top to bottom:", () => {
  it("its parts stand in order, each step below its title and definition", () => {
    expect(failures((script) => outOfOrder(script, parsed.get(script) ?? readBash("")))).toEqual([]);
  });

  it("it has at most 120 columns, but for what its author wrote", () => {
    expect(failures(longLines)).toEqual([]);
  });

  it("what is 910's own stands in its first 130 lines, and its order of work in the first 70", () => {
    const text = own.find(({ plan }) => plan.definition.options.ctid === 910)?.text ?? "";
    const linesTo = (pattern: RegExp): number => text.slice(0, text.search(pattern)).trimEnd().split("\n").length;
    expect(linesTo(/(?<=^perform_container_specific_setup\(\) \{)/m)).toBeLessThanOrEqual(70);
    expect(linesTo(/^# ---- 3\. /m)).toBeLessThanOrEqual(130);
  });

  it("it has the table of exit codes: a constant for each that it can end with, and no other", () => {
    for (const { text } of scripts) {
      const [, lines = ""] = /^# ---- Exit codes: .*\n\n((?:.+\n)*)/m.exec(text) ?? [];
      const below = text.slice(text.indexOf(lines) + lines.length);
      const table = EXIT_CODES.map(({ name, code, meaning }) =>
        new RegExp(`\\$${name}\\b`).test(below)
          ? `${name}=${code} # ${meaning}\n`
          : `# ${code}: ${meaning} (no end of this script)\n`,
      );
      expect(lines).toBe(table.join(""));
      expect(text.match(/^EXIT_.*$/gm)?.join("\n")).toBe(lines.match(/^EXIT_.*$/gm)?.join("\n"));
    }
  });
});
