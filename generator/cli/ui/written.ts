import type { Difference } from "../../pipeline/compare.ts";
import type { Written } from "../../pipeline/write.ts";
import type { Call } from "../command.ts";
import { diffOf } from "./diff.ts";
import { generateReport, print, remarkLines } from "./outcome.ts";
import { showFaults, showFindings } from "./report.ts";

/** Prints what `generate` came to. */
export function showWritten(written: Written, call: Call): void {
  const { findings, failed, outcome, differences, remarks, pruned } = written;
  if (failed) {
    showFaults(findings, call);
    return;
  }
  showFindings(findings, call);
  if (remarks.length > 0) {
    print([...remarkLines(remarks), ["err", "nothing was written"]], call);
    return;
  }
  showDifferences(differences, call);
  print(generateReport(outcome, { pruned, json: call.flags["json"] === true }), call);
}

/** Prints what differs in each script. */
export function showDifferences(differences: readonly Difference[], { out, colourData }: Call): void {
  if (differences.length > 0) out(differences.map((one) => diffOf(one, colourData)).join("\n"));
}
