import { scriptNameOf } from "../files/outputs.ts";
import type { Plan } from "../plan/plan.ts";
import { UsageError } from "../validation/failures.ts";

/** The plans of these containers, or all without CTIDs; throws a {@link UsageError} for a CTID that no definition has. */
export function selectPlans(plans: readonly Plan[], ctids: readonly number[]): readonly Plan[] {
  const known = new Set(plans.map(({ definition }) => definition.options.ctid));
  const unknown = ctids.filter((ctid) => !known.has(ctid));
  if (unknown.length > 0) throw unknownCtids(unknown, [...known]);
  return ctids.length === 0 ? plans : plans.filter(({ definition }) => ctids.includes(definition.options.ctid));
}

/** Those of the scripts that are these containers'; as {@link selectPlans}. */
export function selectScripts<Script extends readonly [name: string, ...unknown[]]>(
  scripts: readonly Script[],
  ctids: readonly number[],
): readonly Script[] {
  const names = new Set(scripts.map(([name]) => name));
  const unknown = ctids.filter((ctid) => !names.has(scriptNameOf(ctid)));
  if (unknown.length > 0)
    throw unknownCtids(
      unknown,
      scripts.map(([name]) => name.replace(/\D/g, "")),
    );
  return ctids.length === 0 ? scripts : scripts.filter(([name]) => ctids.some((ctid) => scriptNameOf(ctid) === name));
}

/** As many CTIDs as can be read at a glance. */
const MAX_LISTED = 20;

function unknownCtids(unknown: readonly number[], known: readonly (number | string)[]): UsageError {
  const others =
    known.length > MAX_LISTED ? `phoenix-setup list shows all ${known.length}` : `there are ${known.join(", ")}`;
  return new UsageError(`no definition has the CTID ${unknown.join(", ")}; ${others}`);
}
