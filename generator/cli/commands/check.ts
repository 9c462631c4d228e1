import { compare, lintThese } from "../../pipeline/build.ts";
import { describe } from "../../pipeline/describe.ts";
import { type Command, Exit } from "../command.ts";
import { toldByCheck } from "../ui/outcome.ts";
import { showRemarks } from "./lint.ts";

/** Everything that `generate` does except write, so CI and an editor may run it at any time. */
export const check: Command = {
  name: "check",
  summary: "Tell whether dist-scripts/ is what the definitions describe; writes nothing",
  flags: {
    diff: { type: "boolean", about: "show what generate would change" },
    "no-lint": { type: "boolean", about: "leave ShellCheck out" },
    "no-types": { type: "boolean", about: "leave TypeScript's compiler out" },
    "no-cache": { type: "boolean", about: "do everything again, whatever is known from the run before" },
    json: { type: "boolean", about: "print the result as JSON" },
  },
  async run(call) {
    const described = await describe(call, call.flags["no-cache"] === true);
    if (described === undefined) return Exit.finding;

    const compared = await compare(described, call);
    const { outcome, hashes, diffs } = compared;
    const { created, changed, unchanged, orphans } = outcome;
    const remarks =
      call.flags["no-lint"] === true ? [] : await lintThese([...hashes.keys()], { described, compared, call });
    if (call.flags["json"] === true) {
      const stale = [...created, ...changed];
      call.out(JSON.stringify({ stale, orphans, remarks, upToDate: unchanged }, null, 2));
    } else {
      if (diffs.length > 0) call.out(diffs.join("\n"));
      const { out, hints, sum } = toldByCheck(outcome);
      for (const line of out) call.out(line);
      for (const line of hints) call.err(line);
      showRemarks(remarks, call);
      call.err(sum);
    }
    described.keep(hashes);
    return created.length + changed.length + orphans.length + remarks.length > 0 ? Exit.finding : Exit.fine;
  },
};
