import { statSync } from "node:fs";
import { join } from "node:path";
import { type Call, UsageError } from "../cli/command.ts";
import { showFindings } from "../cli/ui/report.ts";
import { unknownCtids } from "../cli/unknown-ctids.ts";
import type { Definition } from "../dsl/container.ts";
import type { Host } from "../dsl/host.ts";
import type { Step } from "../dsl/step.ts";
import { type Loaded, load } from "../load/load.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { checkTemplates } from "../render/custom-templates.ts";
import { makeFleet } from "../rules/fleet.ts";
import { startTypeCheck, type TypeCheck } from "../typecheck/typecheck.ts";
import { byPlace, type Finding, finding } from "../validation/finding.ts";
import type { Origin, Place, Problem } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";

/** A folder's definitions as plans, or what is wrong with them. */
export interface PlannedFleet {
  /** Empty if there is an error. */
  readonly plans: readonly Plan[];
  /** Errors and warnings, by place. */
  readonly findings: readonly Finding[];
  readonly failed: boolean;
  /** What `host.ts` says; undefined if there is none. */
  readonly host: Host | undefined;
  /** All that the definition files say, and all that was read: for types too, if they were looked at. */
  readonly loaded: Loaded;
  /** Where authors' calls stand, for what tells more than a step's own place. */
  readonly places: Places;
}

/** What of the definitions is looked at. */
export interface Looks {
  /** Whether TypeScript's compiler looks at them too. Default: no. */
  readonly types?: boolean;
  /** Whether what is known of the types from runs before is left out. Default: no. */
  readonly afresh?: boolean;
  /** Milliseconds that the code of a few files may take. */
  readonly limit?: number;
}

/** Loads, checks and plans the definitions below `folder`. */
export async function planFleet(folder: string, looks: Looks = {}): Promise<PlannedFleet> {
  const is = statSync(join(folder, "definitions"), { throwIfNoEntry: false });
  if (!is?.isDirectory())
    throw new UsageError(`there is no folder 'definitions' in ${folder}; phoenix-setup init makes a project of it`);
  // First, since it runs beside the rest.
  const types = looks.types === true ? startTypeCheck(folder, looks.afresh) : undefined;
  try {
    return await planned(load(folder, looks.limit), types);
  } finally {
    types?.stop();
  }
}

async function planned(loaded: Loaded, types: TypeCheck | undefined): Promise<PlannedFleet> {
  const definitions = loaded.containers.map(({ definition }) => definition);
  const incomplete = loaded.findings.some(({ severity }) => severity === "error");
  const { problems } = makeFleet(loaded.host, definitions);
  // As long as a file cannot be loaded, a parent that is not there says nothing new.
  const told = problems.filter(({ code }) => !incomplete || code !== "D113");
  const own = [
    ...loaded.findings,
    ...(await loaded.later()),
    ...fileNames(loaded),
    ...noContainer(loaded),
    ...(await locate(told, loaded)),
    ...(await checkTemplates(stepsOf(definitions), (origin) => loaded.places.call(origin))),
  ];
  // What cannot be opened may be a pipe, which the compiler would wait for.
  const checked = loaded.findings.some(({ code }) => code === "D205") ? undefined : await types?.result;
  const findings = [...own, ...newTypeErrors(checked?.findings ?? [], own)].sort(byPlace);
  const failed = findings.some(({ severity }) => severity === "error");
  const { host, places } = loaded;
  const inputs = new Map([...loaded.inputs, ...(checked?.inputs ?? [])]);
  const plans = failed ? [] : plan(loaded);
  return { plans, findings: unique(findings), failed, host, places, loaded: { ...loaded, inputs } };
}

/** The steps of all definitions, as far as there are any. */
const stepsOf = (definitions: readonly Definition[]): Step[] =>
  definitions.flatMap(({ options }) => (Array.isArray(options?.steps) ? options.steps : []));

/** The compiler's errors of lines of which nothing was said yet. A file that cannot be read as TypeScript has only that one mistake. */
function newTypeErrors(types: readonly Finding[], own: readonly Finding[]): readonly Finding[] {
  const errors = own.filter(({ severity }) => severity === "error");
  const known = new Set(errors.flatMap(({ place: { file, line }, code }) => [`${file}:${line}`, `${file} ${code}`]));
  const unread = (file: string) => ["D201", "D205", "D206"].some((code) => known.has(`${file} ${code}`));
  return types.filter(({ place: { file, line } }) => !known.has(`${file}:${line}`) && !unread(file));
}

/**
 * The plans of the folder's definitions, or undefined if there is an error; what is wrong is printed either way, warnings only where they
 * are `wanted`.
 */
export async function soundPlans(call: Call, wanted: "all findings" | "errors"): Promise<readonly Plan[] | undefined> {
  const types = wanted === "all findings" && call.flags["no-types"] !== true;
  const { plans, findings, failed } = await planFleet(call.folder, { types });
  if (failed && call.flags.json === true) call.out(JSON.stringify({ findings }, null, 2));
  else if (failed || wanted === "all findings") showFindings(findings, call);
  return failed ? undefined : plans;
}

/** Only the plans of these containers; a CTID that no definition has is wrong use. */
export function selected(plans: readonly Plan[], { ctids }: Call): readonly Plan[] {
  const known = new Set(plans.map(({ definition }) => definition.options.ctid));
  const unknown = ctids.filter((ctid) => !known.has(ctid));
  if (unknown.length > 0) throw unknownCtids(unknown, [...known]);
  return ctids.length === 0 ? plans : plans.filter(({ definition }) => ctids.includes(definition.options.ctid));
}

function plan({ containers, places }: Loaded): Plan[] {
  const files = new Map(containers.map(({ file, definition }) => [definition, file]));
  const sorted = [...files.keys()].sort((a, b) => a.options.ctid - b.options.ctid);
  return sorted.map((definition) =>
    makePlan(definition, {
      file: (of) => files.get(of) ?? "",
      call: (origin) => places.call(origin),
      place: ({ origin }, file) => places.use(origin, file) ?? { file, line: 1, column: 1 },
    }),
  );
}

/** The number that a file's name begins with is the CTID, so that a file is found by it. */
function fileNames({ containers, places }: Loaded): Finding[] {
  return containers.flatMap(({ file, definition }) => {
    const [, number] = /\/(\d+)[^/]*$/.exec(file) ?? [];
    const ctid = definition.options?.ctid;
    // One that is missing or no number is told of by itself.
    if (typeof ctid !== "number" || String(ctid) === number) return [];
    const place = places.call(definition.origin) ?? { file, line: 1, column: 1 };
    const named = number === undefined ? "bears no CTID in its name" : `is named for CTID ${number}`;
    const hint = `call it definitions/${ctid}-<name>.ts, or mend the CTID`;
    return [finding("D116", `the file ${named}, but describes container ${ctid}`, hint, place)];
  });
}

/** A folder without any container is a mistake, mostly in the files' names. */
function noContainer({ containers, findings }: Loaded): Finding[] {
  if (containers.length > 0 || findings.length > 0) return [];
  const hint = "describe one in definitions/<CTID>-<name>.ts";
  return [finding("D209", "no file describes a container", hint, { file: "definitions", line: 1, column: 1 })];
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
  return problems.map(({ code, severity, message, hint, origin, path, at, related = [] }) => {
    const within = places.callInPackage(origin);
    return {
      code,
      severity,
      message,
      hint,
      place: at ?? placeOf(origin, path),
      related: [
        ...(at === undefined ? [] : [{ label: "used here", place: placeOf(origin, path) }]),
        ...related.map((other) => ({ label: other.label, place: placeOf(other.origin, other.path) })),
        ...(within ? [{ label: "made by the package here", place: within }] : []),
      ],
    };
  });
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
];
