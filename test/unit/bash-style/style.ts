import { readBash } from "./commands.ts";
import { decisions, statementsByLine } from "./flow.ts";
import type { Script } from "./nodes.ts";
import { Unreadable } from "./reader.ts";
import { type Breach, columns, comments, declarations, exitCodes, loops, names } from "./rules.ts";
import { bashOf } from "./template-bash.ts";
import { commentedGlobals, globalsOf, variables } from "./variables.ts";

/** A template: its path below `templates/`, such as `shared/unit.sh.hbs`, and its text. */
export interface Template {
  readonly path: string;
  readonly text: string;
}

/** What breaks a rule in a template, one line each: file and line, rule, what, and the line itself. */
export function breachesOf({ path, text }: Template, globals: ReadonlySet<string>): string[] {
  const [folder = ""] = path.split("/");
  const found = bashOf(text).flatMap(({ text: bash, lines }) =>
    breachesIn(bash, folder, globals).map((breach) => ({ ...breach, line: lines[breach.line - 1] ?? breach.line })),
  );
  const source = text.split("\n");
  const shown = [...found, ...columns(withoutComments(text))].map(({ line, rule, what }) => ({
    line,
    text: `templates/${path}:${line} ${rule}: ${what}\n    ${source[line - 1]?.trim()}`,
  }));
  return [...new Map(shown.map((one) => [one.text, one.line]))].sort(([, a], [, b]) => a - b).map(([one]) => one);
}

function breachesIn(bash: string, folder: string, globals: ReadonlySet<string>): Breach[] {
  let script: Script;
  try {
    script = readBash(bash);
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    return [{ line: thrown.line, rule: "unreadable", what: thrown.message }];
  }
  return [
    ...[decisions, statementsByLine, declarations, names, loops].flatMap((rule) => rule(script)),
    ...variables(script, globals),
    ...(folder === "steps" ? [] : [...comments(script), ...commentedGlobals(script)]),
    ...(folder === "runtime" ? exitCodes(script) : []),
  ];
}

/** A template's comment is read by who maintains it, in an editor. */
const withoutComments = (text: string): string =>
  text.replace(/\{\{!--[\s\S]*?--\}\}/g, (comment) => comment.replace(/[^\n]/g, ""));

/** The globals that templates declare, with a comment each. */
export function documentedGlobals(templates: readonly Template[]): Set<string> {
  const scripts = templates.flatMap(({ text }) => bashOf(text)).flatMap(({ text }) => readable(text));
  return new Set(scripts.flatMap(globalsOf).flatMap(({ name, commented }) => (commented ? [name] : [])));
}

function readable(text: string): Script[] {
  try {
    return [readBash(text)];
  } catch {
    return [];
  }
}
