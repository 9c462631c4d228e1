import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Loaded, load } from "../load/load.ts";
import { byPlace, type Finding, finding } from "../model/finding.ts";
import { makeFleet } from "../model/fleet.ts";
import type { Origin, Place, Problem } from "../model/problem.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { type Call, UsageError } from "./command.ts";
import { showFindings } from "./show.ts";

/** A folder's definitions as plans, or what is wrong with them. */
export interface PlannedFleet {
  /** Empty if there is an error. */
  readonly plans: readonly Plan[];
  /** Errors and warnings, by place. */
  readonly findings: readonly Finding[];
  readonly failed: boolean;
}

/** Loads, checks and plans the definitions below `folder`. */
export async function planFleet(folder: string): Promise<PlannedFleet> {
  if (!existsSync(join(folder, "definitions"))) {
    throw new UsageError(`there is no folder 'definitions' in ${folder}`);
  }
  const loaded = load(folder);
  const definitions = loaded.containers.map(({ definition }) => definition);
  const incomplete = loaded.findings.some(({ severity }) => severity === "error");
  const { problems } = makeFleet(loaded.host, definitions);
  // As long as a file cannot be loaded, a parent that is not there says nothing new.
  const told = problems.filter(({ code }) => !incomplete || code !== "D113");
  const findings = [...loaded.findings, ...fileNames(loaded), ...(await locate(told, loaded))].sort(byPlace);
  const failed = findings.some(({ severity }) => severity === "error");
  return { plans: failed ? [] : plan(loaded), findings: unique(findings), failed };
}

/**
 * The plans of the folder's definitions, or undefined if there is an error; what is wrong is printed either way, warnings only where they
 * are `wanted`.
 */
export async function soundPlans(call: Call, wanted: "all findings" | "errors"): Promise<readonly Plan[] | undefined> {
  const { plans, findings, failed } = await planFleet(call.folder);
  if (failed && call.flags.json === true) call.out(JSON.stringify({ findings }, null, 2));
  else if (failed || wanted === "all findings") showFindings(findings, call);
  return failed ? undefined : plans;
}

/** Only the plans of these containers; a CTID that no definition has is wrong use. */
export function selected(plans: readonly Plan[], { ctids }: Call): readonly Plan[] {
  const known = new Set(plans.map(({ definition }) => definition.options.ctid));
  const unknown = ctids.filter((ctid) => !known.has(ctid));
  if (unknown.length > 0)
    throw new UsageError(`no definition has the CTID ${unknown.join(", ")}; there are ${[...known].join(", ")}`);
  return ctids.length === 0 ? plans : plans.filter(({ definition }) => ctids.includes(definition.options.ctid));
}

function plan({ containers, places }: Loaded): Plan[] {
  const files = new Map(containers.map(({ file, definition }) => [definition, file]));
  const sorted = [...files.keys()].sort((a, b) => a.options.ctid - b.options.ctid);
  return sorted.map((definition) =>
    makePlan(definition, {
      file: (of) => files.get(of) ?? "",
      place: ({ origin }, file) => places.use(origin, file) ?? { file, line: 1, column: 1 },
    }),
  );
}

/** The number that a file's name begins with is the CTID, so that a file is found by it. */
function fileNames({ containers, places }: Loaded): Finding[] {
  return containers.flatMap(({ file, definition }) => {
    const [, number] = /\/(\d+)[^/]*$/.exec(file) ?? [];
    const { ctid } = definition.options ?? {};
    if (String(ctid) === number) return [];
    const place = places.call(definition.origin) ?? { file, line: 1, column: 1 };
    const named = number === undefined ? "bears no CTID in its name" : `is named for CTID ${number}`;
    const hint = `call it definitions/${ctid}-<name>.ts, or mend the CTID`;
    return [finding("D116", `the file ${named}, but describes container ${ctid}`, hint, place)];
  });
}

/** Gives problems their places. The compiler, which finds a property inside a call, is loaded only if there is one to find. */
async function locate(problems: readonly Problem[], { folder, places }: Loaded): Promise<Finding[]> {
  if (problems.length === 0) return [];
  const { Locator } = await import("../load/locate.ts");
  const locator = new Locator(folder);
  const placeOf = (origin: Origin, path: readonly PropertyKey[]): Place => {
    const call = places.call(origin);
    return call ? locator.property(call, path) : { file: "definitions", line: 1, column: 1 };
  };
  return problems.map(({ code, severity, message, hint, origin, path, related = [] }) => ({
    code,
    severity,
    message,
    hint,
    place: placeOf(origin, path),
    related: related.map((other) => ({ label: other.label, place: placeOf(other.origin, other.path) })),
  }));
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
];
