import { join } from "node:path";
import type { Call } from "../cli/command.ts";
import { showFindings } from "../cli/ui/report.ts";
import { unknownCtids } from "../cli/unknown-ctids.ts";
import { isRight, scriptNameOf, TARGET } from "../files/outputs.ts";
import type { Plan } from "../plan/plan.ts";
import { planFleet, selected } from "./compile.ts";
import { dependencies, writtenSince } from "./dependencies.ts";
import { type Compared, compare, remember, takeOver, thisMoment } from "./last-run.ts";

/** The fleet's scripts: those that have to be rendered, and those that are known to be right in their folder. */
export interface Described {
  /** File names of all containers' scripts, whichever are asked for. By ascending CTID. */
  readonly names: readonly string[];
  /** What to render, of what is asked for. */
  readonly plans: readonly Plan[];
  /** Asked for as well, and right in the folder: sha256 by file name. */
  readonly right: ReadonlyMap<string, string>;
  /** Remembers the run, once it is known what its scripts are: sha256 by file name. */
  readonly keep: (rendered: ReadonlyMap<string, string>) => void;
}

/**
 * What the definitions describe, evaluated only as far as it is not known from the run before; undefined if there is an error. What is wrong
 * is printed either way.
 *
 * @param afresh whether nothing is looked up in what is remembered, nor kept there
 */
export async function describe(call: Call, afresh: boolean): Promise<Described | undefined> {
  const types = call.flags["no-types"] !== true;
  const compared = afresh ? undefined : (takeOver(call.folder, types) ?? compare(call.folder, types));
  return (compared && remembered(call, compared)) ?? whole(call, types, afresh);
}

async function whole(call: Call, types: boolean, afresh: boolean): Promise<Described | undefined> {
  const { folder, flags } = call;
  const began = thisMoment();
  const { plans, findings, failed, loaded } = await planFleet(folder, { types, afresh });
  if (failed && flags["json"] === true) call.out(JSON.stringify({ findings }, null, 2));
  else showFindings(findings, call);
  if (failed) return undefined;

  const names = plans.map(nameOf);
  const keep = (rendered: ReadonlyMap<string, string>): void => {
    if (afresh) return;
    const { graph, constant, inputs } = loaded;
    // A compiler that failed may come to an end the next time.
    if (!constant || graph === undefined || findings.some(({ code }) => code === "D221")) return;
    const scripts = names.flatMap((name) => (rendered.has(name) ? [[name, rendered.get(name) ?? ""] as const] : []));
    if (scripts.length < names.length) return;
    const all = dependencies(folder, inputs, graph, types);
    if (writtenSince(began, all)) return;
    remember(folder, types, { dependencies: all, scripts, findings });
  };
  return { names, plans: selected(plans, call), right: new Map(), keep };
}

/**
 * The answer of the last run, if nothing that it depended on has changed and the scripts that are asked for are as it left them. Undefined
 * otherwise: then everything is evaluated.
 */
function remembered(call: Call, { run, changed }: Compared): Described | undefined {
  if (changed.length > 0) return undefined;
  const asked = askedFor(run.scripts, call.ctids);
  if (!asked.every(([name, sha256]) => isRight(join(call.folder, TARGET), name, sha256))) return undefined;
  showFindings(run.findings, call);
  return { names: run.scripts.map(([name]) => name), plans: [], right: new Map(asked), keep: () => undefined };
}

const nameOf = ({ definition }: Plan): string => scriptNameOf(definition.options.ctid);

/** Those of the containers with these CTIDs; a CTID that no definition has is wrong use. */
export function askedFor<Script extends readonly [name: string, ...unknown[]]>(
  scripts: readonly Script[],
  ctids: readonly number[],
): readonly Script[] {
  const byName = new Map(scripts.map((script) => [script[0], script]));
  const unknown = ctids.filter((ctid) => !byName.has(scriptNameOf(ctid)));
  if (unknown.length > 0)
    throw unknownCtids(
      unknown,
      scripts.map(([name]) => name.replace(/\D/g, "")),
    );
  return ctids.length === 0 ? scripts : scripts.filter(([name]) => ctids.some((ctid) => scriptNameOf(ctid) === name));
}
