import type { Difference } from "../../pipeline/compare.ts";
import type { Written } from "../../pipeline/write.ts";
import type { Call } from "../command.ts";
import { diffOf } from "./diff.ts";
import { generateReport, print, remarkLines } from "./outcome.ts";
import { showFindings } from "./report.ts";

/** Prints what `generate` came to; what JSON says is not printed. */
export function showWritten(written: Written, call: Call): void {
  const { findings, failed, differences, remarks } = written;
  if (!failed || !call.json) showFindings(findings, call);
  if (failed) return;
  if (remarks.length > 0) {
    if (!call.json) print(remarkLines(remarks), call);
    call.err("nothing was written");
    return;
  }
  if (call.json) return;
  showDifferences(differences, call);
  print(generateReport(written), call);
}

/** Prints what differs in each script. */
export function showDifferences(differences: readonly Difference[], { out, colourData }: Call): void {
  if (differences.length > 0) out(differences.map((one) => diffOf(one, colourData)).join("\n"));
}
