import { MAX_RECORD_BYTES, type RunRecord, runRecord } from "../../contract/run-record.ts";
import { decodeText } from "../../validation/clean-text.ts";
import type { FoundRecord } from "./host-facts.ts";

/** How a container's last run ended, or stands. */
export interface LastRun {
  readonly is: "ok" | "failed" | "running" | "interrupted" | "none" | "malformed" | "unreadable";
  /** When it began, as the record has it; empty if there is none. */
  readonly start: string;
  readonly end: string;
  readonly exit: number | null;
  readonly changed: boolean;
  /** The plan of the script that ran; empty if that is not known. */
  readonly plan: string;
  /** Why it failed, or what is wrong with the record. */
  readonly reason: string;
  /** The step that failed: `4 docker-container definitions/910-portainer.ts:26`. */
  readonly step: string;
}

const NONE: LastRun = { is: "none", start: "", end: "", exit: null, changed: false, plan: "", reason: "", step: "" };

/** What else of a host decides how a record is read. */
interface Around {
  readonly ctid: number;
  readonly boot: string;
  /** Whether a process holds the container's lock. */
  readonly isHeld: boolean;
}

/** Reads a run's record. One that says that it runs, but whose process or boot is gone, was interrupted. Never throws. */
export function lastRunOf(found: FoundRecord | undefined, around: Around): LastRun {
  // A run holds its lock for a moment before it has a record.
  if (found === undefined) return around.isHeld ? { ...NONE, is: "running" } : NONE;
  if (found.unread !== "") return { ...NONE, is: "unreadable", reason: found.unread };
  const record = parsed(found.bytes);
  if (typeof record === "string") return { ...NONE, is: "malformed", reason: record };
  if (record.ctid !== around.ctid) return { ...NONE, is: "malformed", reason: `it is of container ${record.ctid}` };
  const { start, plan } = record;
  if (record.state === "running")
    return { ...NONE, is: lives(record, found, around) ? "running" : "interrupted", start, plan };
  if (around.isHeld) return { ...NONE, is: "running", plan };
  const { end, exit, changed, reason } = record;
  return { is: isFine(record) ? "ok" : "failed", start, end, exit, changed, plan, reason, step: failedStep(record) };
}

/** Check mode ends with 10 if something would change. */
const isFine = ({ mode, exit }: { mode: string; exit: number }): boolean =>
  exit === 0 || (mode === "check" && exit === 10);

function parsed(bytes: Uint8Array): RunRecord | string {
  if (bytes.length > MAX_RECORD_BYTES) return `it has more than ${MAX_RECORD_BYTES} bytes`;
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
  } catch {
    return "it is not JSON";
  }
  const { data, error } = runRecord.safeParse(value);
  if (data !== undefined) return data;
  const { path = [], message = "" } = error?.issues[0] ?? {};
  return `${path.join(".") || "it"}: ${message}`;
}

function lives(record: RunRecord, { pid, processStart }: FoundRecord, { boot }: Around): boolean {
  return (
    record.boot === boot &&
    boot !== "" &&
    String(record.pid) === pid &&
    processStart !== "" &&
    record.processStart === processStart
  );
}

function failedStep(record: RunRecord): string {
  const step = record.state === "done" ? record.steps.find(({ result }) => result === "failed") : undefined;
  return step === undefined ? "" : `${step.number} ${step.kind} ${step.definition}`;
}
