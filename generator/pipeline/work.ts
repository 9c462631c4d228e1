import { join } from "node:path";
import { isRight, scriptNameOf, TARGET } from "../files/outputs.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding } from "../validation/finding.ts";
import { type CompileOptions, compile } from "./compile.ts";
import { dependencies, writtenSince } from "./dependencies.ts";
import { type Compared, compare, remember, takeOver, thisMoment } from "./last-run.ts";
import { selectPlans, selectScripts } from "./select.ts";

/** Which containers a command is about, and how their definitions are compiled. */
export interface WorkOptions extends Pick<CompileOptions, "types" | "noCache"> {
  /** CTIDs; none means all. */
  readonly ctids: readonly number[];
}

/** The fleet's scripts: those that have to be rendered, and those that are known to be right in their folder. */
export interface Work {
  /** Errors and warnings of the definitions. */
  readonly findings: readonly Finding[];
  /** Whether there is an error; then there is nothing to render. */
  readonly failed: boolean;
  /** File names of all containers' scripts, whichever are asked for. In the order of set-up. */
  readonly names: readonly string[];
  /** What to render, of what is asked for. */
  readonly plans: readonly Plan[];
  /** Asked for as well, and right in the folder: sha256 by file name. */
  readonly right: ReadonlyMap<string, string>;
  /** Remembers the run, once the sha256 of each script is known, by file name. */
  readonly remember: (hashes: ReadonlyMap<string, string>) => void;
}

/** What there is to do for the definitions below `folder`; they are evaluated only if something has changed since the last run. */
export async function findWork(folder: string, options: WorkOptions): Promise<Work> {
  const { types = false, noCache = false } = options;
  const compared = noCache ? undefined : (takeOver(folder, types) ?? compare(folder, types));
  return (compared && remembered(folder, options, compared)) ?? compiledWork(folder, options);
}

async function compiledWork(folder: string, { ctids, types = false, noCache = false }: WorkOptions): Promise<Work> {
  const began = thisMoment();
  const { plans, findings, failed, loaded } = await compile(folder, { types, noCache });
  if (failed) return { findings, failed, names: [], plans: [], right: new Map(), remember: () => undefined };

  const names = plans.map(({ definition }) => scriptNameOf(definition.options.ctid));
  const keep = (hashes: ReadonlyMap<string, string>): void => {
    if (noCache) return;
    const { graph } = loaded;
    // A compiler that failed may come to an end the next time.
    if (graph === undefined || findings.some(({ code }) => code === "D221")) return;
    const scripts = names.flatMap((name) => (hashes.has(name) ? [[name, hashes.get(name) ?? ""] as const] : []));
    if (scripts.length < names.length) return;
    const all = dependencies(folder, loaded, types);
    if (!writtenSince(began, all)) remember(folder, types, { dependencies: all, scripts, findings });
  };
  return { findings, failed, names, plans: selectPlans(plans, ctids), right: new Map(), remember: keep };
}

/**
 * The answer of the last run, if nothing that it depended on has changed and the scripts that are asked for are as it left them. Undefined
 * otherwise: then everything is evaluated.
 */
function remembered(folder: string, { ctids }: WorkOptions, { run, changed }: Compared): Work | undefined {
  if (changed.length > 0) return undefined;
  const asked = selectScripts(run.scripts, ctids);
  if (!asked.every(([name, sha256]) => isRight(join(folder, TARGET), name, sha256))) return undefined;
  return {
    findings: run.findings,
    failed: false,
    names: run.scripts.map(([name]) => name),
    plans: [],
    right: new Map(asked),
    remember: () => undefined,
  };
}
