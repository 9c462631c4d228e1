import { EXIT_CODES, exitCode } from "../contract/exit-codes.ts";
import type { Acceptance } from "../dsl/container.ts";
import { type ContainerSettings, containerSettings, UNKNOWN_HOST } from "../plan/container-settings.ts";
import type { Plan, PlannedHost } from "../plan/plan.ts";
import type { Origin, Place } from "../validation/problem.ts";
import { pctLines } from "./pct-lines.ts";
import { type ToldStep, tellStep } from "./step.ts";

/** All that there is to tell of one container, as data. */
export interface ToldPlan extends ContainerSettings {
  readonly ctid: number;
  readonly name: string;
  readonly kind: "template" | "application";
  readonly description: string | null;
  readonly file: string;
  /** sha256 of what the script is to do. */
  readonly plan: string;
  readonly script: string;
  readonly parent: { readonly ctid: number; readonly snapshot: string } | null;
  /** CTIDs of what its `dependsOn` names. */
  readonly dependsOn: readonly number[];
  readonly snapshot: string | null;
  /** Where the script lies. */
  readonly host: PlannedHost;
  /** Calls of `pct` that make the container, each as its words. */
  readonly pct: readonly (readonly string[])[];
  readonly values: Plan["values"];
  readonly accepted: readonly Acceptance[];
  readonly steps: readonly ToldStep[];
  /** Lines of the table of exit codes that can come true. */
  readonly exits: readonly string[];
}

/** A plan in words; `innermost` gives the innermost of an author's lines. */
export function tellPlan(plan: Plan, innermost: (origin: Origin) => Place | undefined): ToldPlan {
  const { definition, file, hash, values } = plan;
  const { ctid, name, description, cloneOf, dependsOn = [], snapshot, accept = [] } = definition.options;
  const own = definition.options.steps;
  const steps = plan.steps.map((one) =>
    tellStep(one, plan, own.includes(one.step) ? innermost(one.step.origin) : undefined),
  );
  return {
    ctid,
    name,
    kind: definition.is,
    description: description ?? null,
    file,
    plan: hash,
    script: `phoenix_hypervisor_setup_${ctid}.sh`,
    parent: cloneOf === undefined ? null : { ctid: cloneOf.options.ctid, snapshot: cloneOf.options.snapshot },
    dependsOn: dependsOn.map(({ options }) => options.ctid),
    snapshot: snapshot ?? null,
    host: plan.host,
    pct: pctLines(definition, plan.hostSettings ?? UNKNOWN_HOST),
    ...containerSettings(definition, plan.hostSettings ?? UNKNOWN_HOST),
    values,
    accepted: accept,
    steps,
    exits: exits(plan, steps),
  };
}

/** Lines of the table of exit codes: those that this script can end with. */
function exits({ values }: Plan, steps: readonly ToldStep[]): string[] {
  const reads = values.length > 0 || steps.some(({ host }) => host.files.length + host.variables.length > 0);
  const ends = (code: number): boolean => steps.some((step) => step.exits.includes(code));
  const never: number[] = [
    ...(reads ? [] : [exitCode.EXIT_VALUE_MISSING]),
    ...[exitCode.EXIT_POWER, exitCode.EXIT_SNAPSHOT].filter((code) => !ends(code)),
  ];
  return EXIT_CODES.filter(({ code }) => !never.includes(code)).map(
    ({ code, meaning }) => `${String(code).padEnd(3)}  ${meaning}`,
  );
}
