import { needsOf } from "../../dsl/fleet-order.ts";
import type { Plan } from "../../plan/plan.ts";
import { type Finding, finding } from "../../validation/finding.ts";

/** Warns of an order that the orchestrator does not keep: it goes by ascending CTID, and knows only the containers of its own host. */
export function orderFindings(plans: readonly Plan[]): Finding[] {
  const here = new Set(plans.map(({ definition }) => definition));
  return plans.flatMap(({ definition, file, placeOf }) => {
    const { ctid, cloneOf } = definition.options;
    const at = placeOf?.(definition.origin) ?? { file, line: 1, column: 1 };
    return needsOf(definition).flatMap((needed): Finding[] => {
      const other = needed.options.ctid;
      const needs = `container ${ctid} ${needed === cloneOf ? "is cloned from" : "depends on"} ${other}`;
      if (!here.has(needed))
        return [
          finding(
            "D431",
            `${needs}, which is on another host, and the orchestrator does not wait for it`,
            "set the other host up first, or let export ansible set up both",
            at,
          ),
        ];
      if (other < ctid) return [];
      const message = `${needs}, and the orchestrator goes by ascending CTID: ${ctid} before ${other}`;
      return [finding("D431", message, `give ${ctid} a higher CTID than ${other}, or use export ansible`, at)];
    });
  });
}
