import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scriptNameOf, TARGET } from "../files/outputs.ts";
import type { Staging } from "../files/staging.ts";
import { type LintFinding, type LintOptions, lint, located } from "../lint/lint.ts";
import type { Remark } from "../lint/shellcheck.ts";
import type { Plan } from "../plan/plan.ts";
import { renderScript } from "../render/script.ts";
import type { Compared } from "./compare.ts";
import { compile } from "./compile.ts";

/** What is to be linted. */
export interface Lintables {
  /** File names. */
  readonly names: readonly string[];
  readonly compared: Compared;
  /** The plans that were rendered. */
  readonly plans: readonly Plan[];
  /** Holds the scripts that are not in their places. */
  readonly staging?: Staging | undefined;
}

/** What ShellCheck remarks on scripts that were compared. */
export async function lintScripts(
  folder: string,
  { names, compared, plans, staging }: Lintables,
  options: LintOptions,
): Promise<LintFinding[]> {
  const byName = plansByName(plans);
  const right = new Set(compared.outcome.unchanged);
  const text = (name: string): string => {
    if (right.has(name)) return readFileSync(join(folder, TARGET, name), "utf8");
    const plan = byName.get(name);
    return staging?.read(name) ?? (plan ? renderScript(plan).text : "");
  };
  const scripts = names.map((name) => ({ name, sha256: compared.hashes.get(name) ?? "", text: () => text(name) }));
  const { remarks } = await lint(scripts, folder, options);
  return locateRemarks(folder, remarks, byName);
}

/** Gives remarks their sources. A script that is known from the last run has to be rendered for that. */
export async function locateRemarks(
  folder: string,
  remarks: ReadonlyMap<string, readonly Remark[]>,
  known: ReadonlyMap<string, Plan> = new Map(),
): Promise<LintFinding[]> {
  const isKnown = [...remarks.keys()].every((name) => known.has(name));
  const plans = isKnown ? known : plansByName((await compile(folder)).plans);
  return [...remarks].flatMap(([name, said]) => {
    const plan = plans.get(name);
    return plan ? located(renderScript(plan), said) : [];
  });
}

const plansByName = (plans: readonly Plan[]): ReadonlyMap<string, Plan> =>
  new Map(plans.map((plan) => [scriptNameOf(plan.definition.options.ctid), plan]));
