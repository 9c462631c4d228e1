import { EXIT_CODES } from "../../generator/contract/exit-codes.ts";
import { answersOf, unanswered } from "./answers.ts";
import type { Case } from "./case.ts";
import { complaintsOfLog } from "./log-lines.ts";
import { complaintsOfRecord } from "./record.ts";
import { boundOf, type Outcome } from "./run.ts";

/** KiB that the script itself, and it with all that it has started, may use: some four and eight times what an honest run takes. */
export const MOST_OWN = 24 * 1024;
export const MOST_ALL = 128 * 1024;

/**
 * Bytes of the log for each step: 64 KiB and the last 20 lines of 4,000 bytes, each of which may become seven; 500 lines with their marks; and
 * room for what it waits for.
 */
const MOST_LOGGED = 64 * 1024 * 7 + 20 * 4000 * 7 + 500 * 400 + 200_000;

/** How a lie of the container can end a run; none says that the host or the script is at fault. */
const inside = [0, 10, 11, 21, 22, 23, 24, 28];

/** Whether pct says that there is nothing to ask: that the container is stopped, or the snapshot there. */
const saysOtherwise = ({ said }: Case): boolean =>
  ["exec", "listsnapshot", "status"].some((name) => said[name] !== undefined);

/** What is wrong about a run: an empty list if the lie did no harm. */
export function judge(given: Case, outcome: Outcome): string[] {
  const { code, memory, out, err, log, record, heard, left, changes } = outcome;
  if (code === "late") return [`it does not come to an end within ${Math.round(boundOf(given))} s`, ...changes];
  const answers = answersOf(heard);
  const allowed = given.codes.length > 0 ? given.codes : inside;
  const logged = Math.max(out.length + err.length, log?.length ?? 0);
  const steps = 1 + new Set(answers.map(({ function: name }) => name.replace(/_[a-z]+$/, ""))).size;
  return [
    ...(EXIT_CODES.some((row) => row.code === code) ? [] : [`it ends with ${code}, which is not in the table`]),
    ...(allowed.includes(code) ? [] : [`it ends with ${code} instead of ${allowed.join(", ")}`]),
    ...([0, 10, 11].includes(code) && !saysOtherwise(given) ? unanswered(given.script, code, answers) : []),
    ...(memory.own > MOST_OWN ? [`it takes ${memory.own} KiB, more than ${MOST_OWN}`] : []),
    ...(memory.all > MOST_ALL ? [`it and its processes take ${memory.all} KiB, more than ${MOST_ALL}`] : []),
    ...(logged > MOST_LOGGED * steps ? [`it logs ${logged} bytes in ${steps} steps`] : []),
    ...left.map(({ words, pid }) => `still running: ${pid} ${words}`),
    ...changes,
    ...complaintsOfLog(given, out, err, log),
    ...complaintsOfRecord(given, code, record),
  ];
}
