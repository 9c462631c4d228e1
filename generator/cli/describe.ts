import { join } from "node:path";
import { dependencies, writtenSince } from "../cache/dependencies.ts";
import { fleetMemory, rememberFleet, updated } from "../cache/fleet-memory.ts";
import { type Compared, compare, remember, takeOver, thisMoment } from "../cache/remembered.ts";
import type { Plan } from "../plan/plan.ts";
import { isRight, scriptNameOf, TARGET } from "../write/outputs.ts";
import type { Call } from "./command.ts";
import { planFleet, selected } from "./fleet.ts";
import { planPart } from "./part.ts";
import { showFindings } from "./show.ts";
import { unknownCtids } from "./unknown-ctids.ts";

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
  return (compared && (await remembered(call, compared, types))) ?? whole(call, types, afresh);
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
    const { graph, constant, inputs, containers } = loaded;
    // A compiler that failed may come to an end the next time.
    if (!constant || graph === undefined || findings.some(({ code }) => code === "D221")) return;
    const scripts = names.flatMap((name) => (rendered.has(name) ? [[name, rendered.get(name) ?? ""] as const] : []));
    if (scripts.length < names.length) return;
    const all = dependencies(folder, inputs, graph, types);
    if (writtenSince(began, all)) return;
    const run = remember(folder, types, { dependencies: all, scripts, findings });
    rememberFleet(folder, types, run, fleetMemory(containers, graph));
  };
  return { names, plans: selected(plans, call), right: new Map(), keep };
}

/** The answer of the run before, as far as nothing has changed since: neither what it depended on, nor the scripts that are asked for. */
async function remembered(call: Call, compared: Compared, types: boolean): Promise<Described | undefined> {
  const { folder } = call;
  const { began, run, changed } = compared;
  // A container that is not known may be a new one, of which only the whole tells.
  if (changed.length > 0 && !call.ctids.every((ctid) => run.scripts.some(([name]) => name === scriptNameOf(ctid))))
    return undefined;
  const asked = askedFor(run.scripts, call.ctids);
  const wrong = asked.filter(([name, sha256]) => !isRight(join(folder, TARGET), name, sha256)).map(([name]) => name);
  if (changed.length === 0 && wrong.length === 0) {
    showFindings(run.findings, call);
    return { names: run.scripts.map(([name]) => name), plans: [], right: new Map(asked), keep: () => undefined };
  }

  const part = await planPart(folder, run, changed, new Set(wrong), types);
  if (part === undefined) return undefined;
  const { fleet, files, memory } = part;
  const open = fleet.plans.filter(({ file }) => files.has(file));
  const names = new Set(run.scripts.map(([name]) => name));
  // A container that has got another number is told of by the name of its file; here it only must not be lost.
  if (!open.every((plan) => names.has(nameOf(plan)))) return undefined;

  const again = new Set(open.map(nameOf));
  const keep = (rendered: ReadonlyMap<string, string>): void => {
    const { graph, inputs, containers } = fleet.loaded;
    if (graph === undefined || ![...again].every((name) => rendered.has(name))) return;
    const found = dependencies(folder, inputs, graph, types);
    if (writtenSince(began, found)) return;
    const next = {
      dependencies: { ...run.dependencies, ...found },
      scripts: run.scripts.map(([name, sha256]) => [name, rendered.get(name) ?? sha256] as const),
      findings: [],
    };
    // Of the rest it was found out before, and of these by `planPart`.
    rememberFleet(folder, types, remember(folder, types, next), updated(memory, fleetMemory(containers, graph)), {
      ...memory.imports,
      ...graph,
    });
  };
  const wanted = new Set(asked.map(([name]) => name));
  return {
    names: [...names],
    plans: open.filter((plan) => wanted.has(nameOf(plan))),
    right: new Map(asked.filter(([name]) => !again.has(name))),
    keep,
  };
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
