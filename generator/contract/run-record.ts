import * as z from "zod";

/** The version of a run's record. It goes up when a field is removed, renamed, or means something else. */
export const RUN_RECORD_VERSION = 1;

/** The folder on the host that holds the records: `<CTID>.json`, and `<CTID>.check.json` of check mode. */
export const RUN_RECORDS = "/var/lib/phoenix-setup/runs";

/** Bytes that a record never exceeds. */
export const MAX_RECORD_BYTES = 65536;

/** Characters that no text in a record exceeds. */
export const MAX_RECORD_TEXT = 300;

/**
 * How a step came out. `would-change` and `unknown` occur in check mode only; `skipped` is a step whose condition is not met, as its
 * reason says, or one that the run did not come to, which has no reason.
 */
export const STEP_RESULTS = ["ok", "changed", "would-change", "unknown", "skipped", "failed"] as const;

const text = z.string().max(MAX_RECORD_TEXT);
const whole = z.int().nonnegative();
/** Empty if the script was run in a way in which it cannot read its own head, such as over standard input. */
const sha256 = z.string().regex(/^([0-9a-f]{64})?$/);
/** Such as `2026-11-30T03:28:39+0000`. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}$/);

const common = {
  version: z.literal(RUN_RECORD_VERSION),
  ctid: z.int().positive(),
  /** 128 random bits; the run's id in the log is the first six digits. */
  run: z.string().regex(/^[0-9a-f]{32}$/),
  mode: z.enum(["apply", "check"]),
  plan: sha256,
  body: sha256,
  pid: z.int().positive(),
  /** Field 22 of `/proc/<pid>/stat`: with `pid` and `boot`, it names the process for good. */
  processStart: z.string().regex(/^\d*$/),
  /** `/proc/sys/kernel/random/boot_id`. */
  boot: z.string().max(36),
  start: time,
};

const step = z.strictObject({
  number: z.int().positive(),
  kind: text,
  title: text,
  /** `file:line` in the project. */
  definition: text,
  result: z.enum(STEP_RESULTS),
  seconds: whole,
  /** Why it failed, was skipped, or cannot be told; empty otherwise. */
  reason: text,
});

const running = z.strictObject({ ...common, state: z.literal("running") });

const done = z.strictObject({
  ...common,
  state: z.literal("done"),
  end: time,
  exit: whole.max(255),
  seconds: whole,
  /** Whether the run changed anything, or in check mode would: by a step, or by starting the container. */
  changed: z.boolean(),
  /** Whether the script started the container, which was stopped, or in check mode would have. */
  startedContainer: z.boolean(),
  /** Of all steps, whatever was left out below; a start of the container is none. */
  counts: z.record(z.enum(STEP_RESULTS), whole),
  /** Why the run failed; empty if it did not. */
  reason: text,
  /** In order. Of a script with so many steps that they would exceed {@link MAX_RECORD_BYTES}, later ones that did not fail are left out. */
  steps: z.array(step),
});

/** What a script writes about its last run, once as it begins and once as it ends. */
export const runRecord = z.discriminatedUnion("state", [running, done]);

/** See {@link runRecord}. A record that says `running` although its process or boot is gone is of a run that was interrupted. */
export type RunRecord = z.infer<typeof runRecord>;

/** A record of a run that has ended. */
export type DoneRecord = z.infer<typeof done>;

/** See {@link STEP_RESULTS}. */
export type StepResult = (typeof STEP_RESULTS)[number];
