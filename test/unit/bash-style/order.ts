import type { Script } from "../../../generator/render/script.ts";
import { stepFacts } from "../../../generator/render/step-facts.ts";
import { traceOf } from "../../../generator/render/trace.ts";
import type { Script as Bash } from "./nodes.ts";
import { functionsOf } from "./walk.ts";

/** R9: what is not where a reader expects it. */
export function outOfOrder(script: Script, { list }: Bash): string[] {
  const { text } = script;
  const lines = text.split("\n");
  const headings = lines.flatMap((line, i) =>
    /^# ---- [1-5]\. .+ ----$/.test(line) ? [{ number: Number(line[7]), line: i + 1 }] : [],
  );
  const numbers = headings.map(({ number }) => number).join(" ");
  if (numbers !== "1 2 3 4 5") return [`the headings are ${numbers || "missing"}`];
  const partAt = (line: number): number => headings.findLast((heading) => heading.line < line)?.number ?? 0;
  const misplaced = functionsOf(list).flatMap(({ name, line }) => {
    const wanted = partOf(script, name, line);
    return partAt(line) === wanted ? [] : [`line ${line}: ${name} stands in part ${partAt(line)}, not ${wanted}`];
  });
  return [
    ...(lines[0] === "#!/bin/bash -p" ? [] : ["the first line is not '#!/bin/bash -p'"]),
    ...(/^(?:if .*|\s*main "\$@".*|fi)$/.test(lines.at(-2) ?? "") ? [] : ["the last line does not call main"]),
    ...misplaced,
    ...withoutHeading(script),
  ];
}

/** The part of the script in which a function has to stand: by the template that prints it. */
function partOf({ sections }: Script, name: string, line: number): number {
  const { template = "", step } = sections.find(({ from, to }) => from <= line && line <= to) ?? {};
  if (step !== undefined || name === "describe_step") return 2;
  if (template === "templates/runtime/main.sh.hbs") return 1;
  if (template.startsWith("templates/shared/")) return 3;
  return template === "templates/runtime/serve.sh.hbs" ? 4 : 5;
}

/** Steps above whose functions no comment says what they are for and where they are defined. */
const withoutHeading = ({ text, plan }: Script): string[] =>
  plan.steps.flatMap((planned) => {
    const { number, title, definition } = stepFacts(planned);
    const before = text.split(new RegExp(`^step_${number}_\\w+\\(\\)`, "m"));
    if (before.length === 1) return [];
    const comment = before[0]?.split("\n\n").at(-1)?.replace(/\n?# /g, " ").replace(/\s+/g, "") ?? "";
    const wanted = [title, definition].every((words) => comment.includes(words.replace(/\s+/g, "")));
    return wanted ? [] : [`the functions of step ${number} have no comment with its title and definition`];
  });

/** R4: lines of more than 120 columns, but for the author's own, and for one word that is as long as its value. */
export function longLines({ text, sections }: Script): string[] {
  const authors = new Set(
    sections.flatMap(({ step, from, to }) => {
      if (step?.step.own === undefined) return [];
      const trace = traceOf(step);
      return Array.from({ length: to - from + 1 }, (_, i) => from + i).filter(
        (_, i) => trace[i]?.piece ?? trace[i]?.line,
      );
    }),
  );
  return text.split("\n").flatMap((line, i) => {
    const width = [...line].length;
    const oneWord = /^\s*(?:[\w[\]]+=)?(?:\$'(?:[^'\\]|\\.)*'|[^\s'"\\]|'[^']*'|\\.)+(?: \\)?$/.test(line);
    return width <= 120 || authors.has(i + 1) || oneWord ? [] : [`line ${i + 1}: ${width} columns: ${line.trim()}`];
  });
}
