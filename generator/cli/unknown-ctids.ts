import { UsageError } from "./command.ts";

/** As many CTIDs as can be read at a glance. */
const FEW = 20;

/** The wrong use that CTIDs are asked for which no definition has, and what there is instead. */
export function unknownCtids(unknown: readonly number[], known: readonly (number | string)[]): UsageError {
  const others = known.length > FEW ? `phoenix-setup list shows all ${known.length}` : `there are ${known.join(", ")}`;
  return new UsageError(`no definition has the CTID ${unknown.join(", ")}; ${others}`);
}
