import { type BuildOptions, build } from "../../pipeline/build.ts";
import type { Call, Command } from "../command.ts";
import type { Data } from "../json/data.ts";
import { checkResult } from "../results.ts";
import { plainDiff } from "../ui/diff.ts";
import { checkReport, print } from "../ui/outcome.ts";
import { withProgress } from "../ui/progress.ts";
import { invalid, showFindings } from "../ui/report.ts";
import { showDifferences } from "../ui/written.ts";

/** Everything that `generate` does except write, so CI and an editor may run it at any time. */
export const check: Command<Data<"check">> = {
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
    const { onFindings } = call;
    const built = await withProgress(call, (onProgress) =>
      build(call.folder, { ...buildOptions(call), onProgress, onFindings }),
    );
    const { findings, failed, differences } = built;
    if (failed) return invalid(findings, call);
    showFindings(findings, call);
    if (!call.json) {
      showDifferences(differences, call);
      print(checkReport(built), call);
    }
    return checkResult(built, plainDiff);
  },
};

const buildOptions = ({ flags, ctids }: Call): BuildOptions => ({
  ctids,
  types: flags["no-types"] !== true,
  noCache: flags["no-cache"] === true,
  lint: flags["no-lint"] === true ? "none" : "all",
  diff: flags["diff"] === true,
});
