import { exitCode } from "../../generator/contract/exit-codes.ts";
import { MAX_RECORD_BYTES, runRecord } from "../../generator/contract/run-record.ts";
import type { Case } from "./case.ts";
import { egyptian, obeyed } from "./log-lines.ts";

/** Ends of runs that have not come to their lock, or may not have. */
const before: readonly number[] = [exitCode.EXIT_USAGE, exitCode.EXIT_NOT_READY, exitCode.EXIT_ALREADY_RUNNING];

/** What is wrong about the record that a run has left. */
export function complaintsOfRecord({ script }: Case, code: number, record: Buffer | undefined): string[] {
  if (record === undefined) return before.includes(code) ? [] : ["there is no record"];
  if (record.length > MAX_RECORD_BYTES) return [`the record has ${record.length} bytes`];
  let read: ReturnType<typeof runRecord.safeParse>;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(record);
    read = runRecord.safeParse(JSON.parse(text));
  } catch (thrown) {
    return [`the record is no JSON: ${(thrown as Error).message}`];
  }
  if (!read.success) return [`the record is malformed: ${read.error.message}`];
  if (read.data.state !== "done") return ["the record says that the run is still at work"];
  const { exit, steps } = read.data;
  return [
    ...(exit === code ? [] : [`the record says that the run ended with ${exit}`]),
    ...(obeyed.test(text.replace(egyptian, "")) ? ["the record holds what a terminal or a reader obeys"] : []),
    ...(steps.length === script.count ? [] : [`the record has ${steps.length} of ${script.count} steps`]),
  ];
}
