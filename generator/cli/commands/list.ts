import { isUnprivileged } from "../../dsl/privilege.ts";
import { inMebibytes } from "../../dsl/units.ts";
import { selected, soundPlans } from "../../pipeline/compile.ts";
import { type Command, Exit } from "../command.ts";

/** The fleet as a table. */
export const list: Command = {
  name: "list",
  summary: "Show the fleet as a table",
  flags: { json: { type: "boolean", about: "print it as JSON" } },
  async run(call) {
    const plans = await soundPlans(call, "errors");
    if (plans === undefined) return Exit.finding;
    const rows = selected(plans, call).map(({ definition, file, steps, hash }) => {
      const { ctid, name, cloneOf, snapshot, network, memory, cores } = definition.options;
      return {
        ctid,
        kind: definition.is,
        name,
        parent: cloneOf?.options.ctid ?? null,
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
    if (call.flags.json === true) call.out(JSON.stringify(rows, null, 2));
    else
      call.out(table(rows.map(({ plan, file, memoryMib, ...row }) => ({ ...row, memory: `${memoryMib} MiB`, file }))));
    return Exit.fine;
  },
};

/** Columns as wide as their widest cell; an empty cell is a dash. */
function table(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value: unknown): string =>
    value === null ? "–" : value === true ? "yes" : value === false ? "no" : String(value);
  const lines = [names.map((name) => name.toUpperCase()), ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, i) => text.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
