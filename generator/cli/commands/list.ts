import { Exit } from "../../contract/cli-exit-codes.ts";
import { isUnprivileged } from "../../dsl/privilege.ts";
import { inMebibytes } from "../../dsl/units.ts";
import { compile } from "../../pipeline/compile.ts";
import { selectPlans } from "../../pipeline/select.ts";
import type { Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { invalid } from "../ui/report.ts";
import { table } from "../ui/table.ts";

/** The fleet as a table. */
export const list: Command<Data<"list">> = {
  name: "list",
  summary: "Show the fleet as a table",
  flags: { json: { type: "boolean", about: "print it as JSON" } },
  async run(call) {
    const { plans, findings, failed } = await compile(call.folder);
    if (failed) return invalid(findings, call);
    const rows = selectPlans(plans, call.ctids).map(({ definition, file, steps, hash }) => {
      const { ctid, name, cloneOf, dependsOn = [], snapshot, network, memory, cores } = definition.options;
      return {
        ctid,
        kind: definition.is,
        name,
        parent: cloneOf?.options.ctid ?? null,
        dependsOn: dependsOn.map(({ options }) => options.ctid),
        snapshot: snapshot ?? null,
        ip: network.ip,
        memoryMib: inMebibytes(memory),
        cores,
        unprivileged: isUnprivileged(definition),
        steps: steps.length,
        file,
        plan: hash,
      };
    });
    if (!call.json) call.out(table(shown(rows)));
    return { exit: Exit.fine, findings, data: { containers: rows } };
  },
};

/** A fleet without `dependsOn` has no column for it. */
function shown(rows: Data<"list">["containers"]) {
  const needs = rows.some(({ dependsOn }) => dependsOn.length > 0);
  return rows.map(({ ctid, kind, name, parent, dependsOn, plan, file, memoryMib, ...row }) => ({
    ...{ ctid, kind, name, parent },
    ...(needs && { needs: dependsOn.join(", ") || null }),
    ...row,
    memory: `${memoryMib} MiB`,
    file,
  }));
}
