import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BashFunction, functionsOf, type Site, sitesOf } from "./bash-sites.ts";
import { keyOf, lineOf, type TemplateFunction, templateFunctions } from "./bash-templates.ts";
import type { Mutant } from "./mutant.ts";

/** Something that is taken out of a function of the scripts, and of its template where that has the same text. */
export interface BashMutant extends Mutant {
  readonly site: Site;
  readonly template: TemplateFunction;
}

/** Returns all of them, each function once, whatever number its step has and in however many scripts it stands. */
export function bashMutants(project: string): BashMutant[] {
  const templates = templateFunctions(project);
  const kinds = readdirSync(join(project, "templates/steps")).map((name) => name.replace(".sh.hbs", ""));
  // The longest first: `docker-image-from-host` begins as `docker-image` does.
  kinds.sort((a, b) => b.length - a.length);
  const seen = new Set<string>();
  const mutants: BashMutant[] = [];
  for (const one of scripts(project).flatMap(functionsOf)) {
    const key = keyOf(one, kinds);
    const template = templates.get(key);
    if (template === undefined || seen.has(key)) continue;
    seen.add(key);
    mutants.push(...mutantsOf(one, key, template));
  }
  return mutants;
}

const mutantsOf = (one: BashFunction, key: string, template: TemplateFunction): BashMutant[] =>
  sitesOf(one).map((site) => ({
    file: template.file,
    line: lineOf(template, site),
    function: key,
    removed: oneLine(site.source),
    instead: site.instead,
    site,
    template,
  }));

const oneLine = (text: string): string => {
  const line = text.trim().replace(/\s*\n\s*/g, " ");
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
};

const scripts = (project: string): string[] =>
  readdirSync(join(project, "dist-scripts"))
    .filter((name) => name.endsWith(".sh"))
    .sort()
    .map((name) => readFileSync(join(project, "dist-scripts", name), "utf8"));
