import { join } from "node:path";
import { lint } from "../lint/lint.ts";
import { renderScript } from "../render/script.ts";
import { compare } from "../write/scripts.ts";
import { type Command, Exit } from "./command.ts";
import { selected, soundPlans } from "./fleet.ts";
import { diff, scriptName } from "./generate.ts";
import { showRemarks } from "./lint.ts";
import { count } from "./show.ts";

/** Everything that `generate` does except write, so CI and an editor may run it at any time. */
export const check: Command = {
  name: "check",
  summary: "Tell whether dist-scripts/ is what the definitions describe; writes nothing",
  flags: {
    diff: { type: "boolean", about: "show what generate would change" },
    "no-lint": { type: "boolean", about: "leave ShellCheck out" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    const plans = await soundPlans(call, "all findings");
    if (plans === undefined) return Exit.finding;

    const scripts = selected(plans, call).map(renderScript);
    const comparison = compare(join(call.folder, "dist-scripts"), scripts, plans.map(scriptName));
    const { missing, changed, same, orphans } = comparison;
    const remarks = call.flags["no-lint"] === true ? [] : await lint(scripts);
    const stale = [...missing.map(({ name }) => name), ...changed.map(({ script }) => script.name)];
    if (call.flags.json === true)
      call.out(JSON.stringify({ stale, orphans, remarks, upToDate: same.map(({ name }) => name) }, null, 2));
    else {
      if (call.flags.diff === true && stale.length > 0) call.out(diff(comparison));
      for (const name of stale) call.out(`stale: dist-scripts/${name}`);
      for (const name of orphans) call.out(`orphan: dist-scripts/${name}`);
      if (stale.length > 0) call.err("hint: phoenix-setup generate, then commit dist-scripts/");
      if (orphans.length > 0) call.err("hint: phoenix-setup generate --prune");
      showRemarks(remarks, call);
      call.err(`${count(same.length, "script")} up to date, ${stale.length} stale`);
    }
    return stale.length + orphans.length + remarks.length > 0 ? Exit.finding : Exit.fine;
  },
};
