import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { lint } from "../lint/lint.ts";
import { renderScript } from "../render/script.ts";
import { type Comparison, compare, prune, write } from "../write/scripts.ts";
import { type Call, type Command, Exit } from "./command.ts";
import { selected, soundPlans } from "./fleet.ts";
import { showRemarks } from "./lint.ts";
import { count } from "./show.ts";

/** Definitions to scripts. Nothing is written if anything is wrong, and a script that is right is left alone. */
export const generate: Command = {
  name: "generate",
  summary: "Write dist-scripts/ from definitions/, after ShellCheck has seen what changed",
  flags: {
    diff: { type: "boolean", about: "show what changes in each script" },
    prune: { type: "boolean", about: "remove scripts that no definition describes any more" },
    "no-lint": { type: "boolean", about: "leave ShellCheck out" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    const plans = await soundPlans(call, "all findings");
    if (plans === undefined) return Exit.finding;

    const target = join(call.folder, "dist-scripts");
    const scripts = selected(plans, call).map(renderScript);
    const comparison = compare(target, scripts, plans.map(scriptName));
    const open = [...comparison.missing, ...comparison.changed.map(({ script }) => script)];
    const remarks = call.flags["no-lint"] === true ? [] : await lint(open);
    if (remarks.length > 0) {
      showRemarks(remarks, call);
      call.err("nothing was written");
      return Exit.finding;
    }
    if (call.flags.diff === true) call.out(diff(comparison));
    write(target, open);
    if (call.flags.prune === true) prune(target, comparison.orphans);
    tell(comparison, call);
    return Exit.fine;
  },
};

/** The name under which the orchestrator looks for a container's script. */
export const scriptName = ({
  definition,
}: {
  readonly definition: { readonly options: { readonly ctid: number } };
}): string => `phoenix_hypervisor_setup_${definition.options.ctid}.sh`;

/** What differs between the scripts that are there and those that the definitions describe. */
export function diff({ missing, changed }: Comparison): string {
  const patches = [
    ...missing.map(({ name, text }) => createTwoFilesPatch("/dev/null", `dist-scripts/${name}`, "", text)),
    ...changed.map(({ script: { name, text }, old }) =>
      createTwoFilesPatch(`dist-scripts/${name}`, `dist-scripts/${name}`, old, text),
    ),
  ];
  return patches.join("").trimEnd();
}

function tell({ missing, changed, same, orphans }: Comparison, call: Call): void {
  const pruned = call.flags.prune === true;
  if (call.flags.json === true) {
    const names = {
      created: missing.map(({ name }) => name),
      changed: changed.map(({ script }) => script.name),
      unchanged: same.map(({ name }) => name),
      orphans,
      pruned,
    };
    call.out(JSON.stringify(names, null, 2));
    return;
  }
  for (const { name } of missing) call.err(`created dist-scripts/${name}`);
  for (const { script } of changed) call.err(`changed dist-scripts/${script.name}`);
  for (const name of orphans)
    call.err(
      pruned
        ? `removed dist-scripts/${name}`
        : `orphan  dist-scripts/${name}: no definition describes it; --prune removes it`,
    );
  call.err(`${count(missing.length + changed.length, "script")} written, ${same.length} unchanged`);
}
