import type { Written } from "../../pipeline/write.ts";
import type { Finding } from "../../validation/finding.ts";
import type { Call } from "../command.ts";
import { orphanLines, print } from "../ui/outcome.ts";
import { showFindings } from "../ui/report.ts";
import { showDifferences, showWritten } from "../ui/written.ts";

/** What one run of a session came to, or the message of what kept it from running. */
export type Round = Written | { readonly problem: string; readonly findings: readonly Finding[] };

/** Shows a round: what there is to say, and a line with the time, what was written, and how many milliseconds it took. */
export function showRound(round: Round, { call, time, mended }: { call: Call; time: number; mended: boolean }): void {
  if ("problem" in round) {
    showFindings(round.findings, call);
    call.err(`phoenix-setup: ${round.problem}`);
  } else if (!round.written || call.flags["json"] === true) showWritten(round, call);
  else {
    showFindings(round.findings, call);
    showDifferences(round.differences, call);
    if (!round.pruned) print(orphanLines(round.outcome.orphans, false), call);
  }
  const isWritten = "written" in round && round.written;
  const what = isWritten ? `${mended ? "mended; " : ""}${summary(round)}` : "nothing written";
  call.err(`${clock()}  ${what}, ${time} ms`);
}

function summary({ outcome: { created, changed, orphans }, pruned }: Written): string {
  const all = [
    ...created.map((name) => `created ${name}`),
    ...changed.map((name) => `changed ${name}`),
    ...(pruned ? orphans.map((name) => `removed ${name}`) : []),
  ];
  return all.length > 0 ? all.join(", ") : "no script changes";
}

/** `14:03:59` */
const clock = (): string => new Date().toTimeString().slice(0, 8);
