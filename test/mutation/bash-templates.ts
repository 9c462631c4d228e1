import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BashFunction, Site } from "./bash-sites.ts";
import { occurrences } from "./bash-sites.ts";

/** A function where a maintainer writes it. */
export interface TemplateFunction {
  readonly file: string;
  /** Its first line, and that line's number. */
  readonly source: string;
  readonly line: number;
}

const HEAD = /^(\w+|\{\{fn\}\}\w*)\(\) [({]/;

/** Returns the functions of all templates: `exit_script`, `docker-container check`. */
export function templateFunctions(project: string): Map<string, TemplateFunction> {
  const found = new Map<string, TemplateFunction>();
  for (const folder of ["runtime", "shared", "steps"])
    for (const name of readdirSync(join(project, "templates", folder))) {
      const file = `templates/${folder}/${name}`;
      const lines = readFileSync(join(project, file), "utf8").split("\n");
      for (const [i, line] of lines.entries()) {
        const head = HEAD.exec(line)?.[1];
        if (head === undefined) continue;
        const end = /[)}]$/.test(line) ? i : lines.findIndex((other, at) => at > i && /^[)}]/.test(other));
        const key = head
          .replace("{{fn}}_", `${basename(name, ".sh.hbs")} `)
          .replace("{{fn}}", basename(name, ".sh.hbs"));
        found.set(key, { file, line: i + 1, source: lines.slice(i, end + 1).join("\n") });
      }
    }
  return found;
}

/** Returns the key of a script's function among those of the templates: without the number of its step. */
export function keyOf({ name }: BashFunction, kinds: readonly string[]): string {
  const step = /^step_\d+_(\w+)$/.exec(name)?.[1];
  if (step === undefined) return name;
  const kind = kinds.find(
    (one) => step === one.replaceAll("-", "_") || step.startsWith(`${one.replaceAll("-", "_")}_`),
  );
  return kind === undefined ? name : `${kind} ${step.slice(kind.length + 1)}`.trim();
}

/** Returns the line of a site in the template: that with the same text, or the function's first. */
export function lineOf({ line, source }: TemplateFunction, site: Site): number {
  const at = occurrences(source, site.source)[site.nth] ?? source.indexOf(site.source.trim().split("\n")[0] ?? "");
  return (
    line + (at < 0 ? 0 : (source.slice(0, at) + site.source.slice(0, site.source.search(/\S/))).split("\n").length - 1)
  );
}
