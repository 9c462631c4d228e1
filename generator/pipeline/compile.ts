import { statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Definition } from "../dsl/container.ts";
import { type FleetHost, hostOf } from "../dsl/fleet-host.ts";
import { fleetOrder } from "../dsl/fleet-order.ts";
import type { Step } from "../dsl/step.ts";
import { type Loaded, load } from "../load/load.ts";
import { makePlan, type Plan } from "../plan/plan.ts";
import { checkTemplates } from "../render/custom-templates.ts";
import { makeFleet } from "../rules/fleet.ts";
import { startTypeCheck, type TypeCheck } from "../typecheck/typecheck.ts";
import { UsageError } from "../validation/failures.ts";
import { byPlace, type Finding } from "../validation/finding.ts";
import type { Places } from "../validation/source-positions.ts";
import { withBashAnswers } from "./bash-answers.ts";
import { fileNameFindings, noContainerFindings } from "./file-names.ts";
import { locateProblems } from "./locate-problems.ts";

/** A folder's definitions as plans, or what is wrong with them. */
export interface Compiled {
  /** In the order of set-up; empty if there is an error. */
  readonly plans: readonly Plan[];
  /** Errors and warnings, by place. */
  readonly findings: readonly Finding[];
  /** Whether there is an error. */
  readonly failed: boolean;
  /** What files say of hosts; empty if there is none. */
  readonly hosts: readonly FleetHost[];
  /** All that the definition files say, and all that was read: for types too, if they were checked. */
  readonly loaded: Loaded;
  /** Where authors' calls stand, for what shows more than a step's own place. */
  readonly places: Places;
}

/** How definitions are compiled. */
export interface CompileOptions {
  /** Whether TypeScript's compiler checks them too. Default: no. */
  readonly types?: boolean;
  /** Whether what is known of the types from earlier runs is ignored. Default: no. */
  readonly noCache?: boolean;
  /** Milliseconds that the code of a few files may take. */
  readonly limit?: number;
}

/** Loads, checks and plans the definitions below `folder`. Throws a {@link UsageError} if there is no folder of definitions. */
export async function compile(folder: string, options: CompileOptions = {}): Promise<Compiled> {
  if (!isProject(folder)) throw noProject(folder);
  // First, since it runs beside the rest.
  const types = options.types === true ? startTypeCheck(folder, options.noCache) : undefined;
  try {
    const compiled = async (): Promise<Compiled> => compileLoaded(load(folder, options.limit), types);
    return await (options.noCache === true ? compiled() : withBashAnswers(folder, compiled));
  } finally {
    types?.stop();
  }
}

const isProject = (folder: string): boolean =>
  statSync(join(folder, "definitions"), { throwIfNoEntry: false })?.isDirectory() === true;

/** Says where the project is, if it is above. */
function noProject(folder: string): UsageError {
  for (let above = dirname(folder); ; above = dirname(above)) {
    if (isProject(above))
      return new UsageError(
        `${folder} is in the project ${above}: run phoenix-setup there, after cd ${relative(folder, above)}`,
      );
    if (above === dirname(above)) break;
  }
  return new UsageError(`there is no folder 'definitions' in ${folder}; phoenix-setup init makes a project of it`);
}

async function compileLoaded(loaded: Loaded, types: TypeCheck | undefined): Promise<Compiled> {
  const { hosts, places } = loaded;
  const own = await findingsIn(loaded);
  // What cannot be opened may be a pipe, which the compiler would wait for.
  const checked = loaded.findings.some(({ code }) => code === "D205") ? undefined : await types?.result;
  const findings = [...own, ...newTypeErrors(checked?.findings ?? [], own)].sort(byPlace);
  const failed = findings.some(({ severity }) => severity === "error");
  const inputs = new Map([...loaded.inputs, ...(checked?.inputs ?? [])]);
  const plans = failed ? [] : plansOf(loaded);
  return { plans, findings: unique(findings), failed, hosts, places, loaded: { ...loaded, inputs } };
}

async function findingsIn(loaded: Loaded): Promise<Finding[]> {
  const definitions = loaded.containers.map(({ definition }) => definition);
  const incomplete = loaded.findings.some(({ severity }) => severity === "error");
  const { problems } = makeFleet(loaded.hosts, definitions);
  // As long as a file cannot be loaded, a parent that is not there says nothing new; in a circle, neither does the order of CTIDs.
  const circular = loaded.findings.some(({ code }) => code === "D203");
  const news = problems.filter(({ code }) => !(incomplete && code === "D113") && !(circular && code === "D114"));
  return [
    ...loaded.findings,
    ...(await loaded.later()),
    ...fileNameFindings(loaded),
    ...noContainerFindings(loaded),
    ...(await locateProblems(news, loaded)),
    ...(await checkTemplates(stepsOf(definitions), (origin) => loaded.places.call(origin))),
  ];
}

/** The steps of all definitions, as far as there are any. */
const stepsOf = (definitions: readonly Definition[]): Step[] =>
  definitions.flatMap(({ options }) => (Array.isArray(options?.steps) ? options.steps : []));

/** The compiler's errors in lines without a finding yet. A file that cannot be read as TypeScript has only that one mistake. */
function newTypeErrors(types: readonly Finding[], own: readonly Finding[]): readonly Finding[] {
  const errors = own.filter(({ severity }) => severity === "error");
  const known = new Set(errors.flatMap(({ place: { file, line }, code }) => [`${file}:${line}`, `${file} ${code}`]));
  const unread = (file: string) => ["D201", "D205", "D206"].some((code) => known.has(`${file} ${code}`));
  return types.filter(({ place: { file, line } }) => !known.has(`${file}:${line}`) && !unread(file));
}

function plansOf({ containers, hosts, places }: Loaded): Plan[] {
  const files = new Map(containers.map(({ file, definition }) => [definition, file]));
  return fleetOrder(files.keys()).map((definition) =>
    makePlan(definition, {
      file: (of) => files.get(of) ?? "",
      host: (of) => hostOf(of, hosts),
      call: (origin) => places.call(origin),
      place: ({ origin }, file) => places.use(origin, file) ?? { file, line: 1, column: 1 },
    }),
  );
}

const unique = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((one) => [JSON.stringify(one), one])).values(),
];
