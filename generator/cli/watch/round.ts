import type { Written } from "../../pipeline/write.ts";
import type { Call } from "../command.ts";
import { failureText } from "../failure.ts";
import { type Failed, jsonOf } from "../result.ts";
import { generateResult } from "../results.ts";
import { plainDiff } from "../ui/diff.ts";
import { orphanLines, print } from "../ui/outcome.ts";
import { showFindings } from "../ui/report.ts";
import { showDifferences, showWritten } from "../ui/written.ts";

/** What one run of a session came to, or what kept it from running. */
export type Round = Written | Failed;

/**
 * Shows a round: what there is to say, and a line with the time, what was written, and how many milliseconds it took. With `--json`, each round
 * is one value on a line of its own.
 */
export function showRound(round: Round, { call, time, mended }: { call: Call; time: number; mended: boolean }): void {
  if (call.json)
    call.out(JSON.stringify(jsonOf("generate", "error" in round ? round : generateResult(round, plainDiff))));
  if ("error" in round) {
    showFindings(round.findings, call);
    call.err(failureText(round.error));
  } else if (!round.written || call.json) showWritten(round, call);
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
