import * as z from "zod";
import { list, whole } from "./shared.ts";

const run = z.strictObject({
  is: z.enum(["ok", "failed", "running", "interrupted", "none", "malformed", "unreadable"]),
  start: z.string(),
  end: z.string(),
  exit: z.int().nullable(),
  changed: z.boolean(),
  plan: z.string(),
  reason: z.string(),
  step: z.string(),
});

const state = z.strictObject({
  is: z.enum([
    ...(["same", "outdated", "edited by hand", "wrong mode or owner", "missing", "orphan", "not ours"] as const),
    "unreadable",
  ]),
  detail: z.string(),
  plan: z.string(),
});

const container = z.strictObject({
  ctid: z.int(),
  name: z.string(),
  file: z.string(),
  script: state.extend({ file: z.string(), link: z.enum(["right", "missing", "wrong"]).nullable() }),
  lastRun: run,
  lastCheck: run.nullable(),
  ranThisPlan: z.boolean(),
  container: z.strictObject({
    is: z.enum(["running", "stopped", "missing", "elsewhere", "unknown"]),
    detail: z.string(),
  }),
  lock: z.string(),
  drift: list(
    z.strictObject({
      setting: z.string(),
      is: z.string(),
      wanted: z.string(),
      when: z.enum(["now", "restart", "restart breaks"]),
      owner: z.enum(["container", "script"]),
    }),
  ),
  snapshot: z.strictObject({ is: z.enum(["current", "outdated", "unknown", "none"]), detail: z.string() }).nullable(),
  missing: list(z.string()),
  asDescribed: z.boolean(),
});

/** What `status` says of one host. */
const host = z.strictObject({
  host: z.string(),
  ssh: z.string(),
  state: z.enum(["read", "limited", "unreachable"]),
  reason: z.string(),
  asDescribed: z.boolean(),
  problems: list(z.string()),
  containers: list(container),
  strays: list(z.strictObject({ file: z.string(), ctid: z.int(), script: state, belongsTo: z.string().nullable() })),
});

/** What `status` says: each host, and how many containers are as described. */
export const status = z.strictObject({ asDescribed: whole, different: whole, hosts: list(host) });
