import { hasExports } from "../../files/export-list.ts";
import { type BuildOptions, build } from "../../pipeline/build.ts";
import { compile } from "../../pipeline/compile.ts";
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
  summary: "Tell whether dist-scripts/ and exports are what the definitions describe; writes nothing",
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
    const exports = await staleExports(call);
    if (!call.json) {
      showDifferences(differences, call);
      print(checkReport(built), call);
      showExports(exports, call);
    }
    return checkResult(built, plainDiff, exports);
  },
};

/** Files of the project's exports that are not what the definitions describe. Of single containers there is no export. */
async function staleExports({ folder, ctids }: Call): Promise<string[]> {
  if (ctids.length > 0 || !hasExports(folder)) return [];
  const { staleFiles } = await import("../../hosts/ansible/stale-files.ts");
  return staleFiles(folder, (await compile(folder)).plans);
}

function showExports(stale: readonly string[], { out, err }: Call): void {
  for (const path of stale) out(`stale: ${path}`);
  if (stale.length > 0) err("hint: phoenix-setup export ansible <folder>, then commit it");
}

const buildOptions = ({ flags, ctids }: Call): BuildOptions => ({
  ctids,
  types: flags["no-types"] !== true,
  noCache: flags["no-cache"] === true,
  lint: flags["no-lint"] === true ? "none" : "all",
  diff: flags["diff"] === true,
});
