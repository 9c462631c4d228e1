import * as z from "zod";
import { explained } from "./explained.ts";
import { graphed } from "./graphed.ts";
import { difference, kind, list, place, remark, whole } from "./shared.ts";
import { status } from "./status.ts";

const names = list(z.string());

const listed = z.strictObject({
  ctid: z.int(),
  kind,
  name: z.string(),
  parent: z.int().nullable(),
  dependsOn: list(z.int()),
  snapshot: z.string().nullable(),
  ip: z.string(),
  memoryMib: z.number(),
  cores: z.number(),
  unprivileged: z.boolean(),
  steps: whole,
  file: z.string(),
  plan: z.string(),
});

const run = z.strictObject({
  run: z.string(),
  exit: z.int(),
  calls: whole,
  seconds: z.number(),
  steps: z.strictObject({ ok: whole, changed: whole, failed: whole, skipped: whole }).nullable(),
  complaints: names,
  transcript: list(
    z.union([
      z.strictObject({ call: z.int().positive(), text: z.string() }),
      z.strictObject({ level: z.string(), text: z.string() }),
    ]),
  ),
});

const rehearsed = z.strictObject({
  ctid: z.int(),
  script: z.string(),
  asExpected: z.boolean(),
  complaints: names,
  made: names,
  standIns: names,
  cost: z.number(),
  runs: list(run),
});

const deployed = z.strictObject({
  host: z.string(),
  ssh: z.string(),
  folder: z.string(),
  outcome: z.enum(["done", "unchanged", "would change", "refused", "failed", "unknown"]),
  reason: z.string().nullable(),
  created: names,
  changed: names,
  unchanged: names,
  edited: names,
  links: names,
  orphans: names,
  pruned: names,
  differences: list(difference),
});

/** What each command adds to its output once it has done its work. */
export const DATA = {
  init: z.strictObject({ created: names, added: names, kept: names, leftOut: names, next: z.string() }),
  new: z.strictObject({
    file: z.string(),
    ctid: z.int(),
    kind,
    name: z.string(),
    parent: z.int().nullable(),
    snapshot: z.string().nullable(),
    network: z.strictObject({
      ip: z.string(),
      gateway: z.string(),
      mac: z.string(),
      interface: z.string().exactOptional(),
    }),
  }),
  generate: z.strictObject({
    written: z.boolean(),
    created: names,
    changed: names,
    unchanged: names,
    orphans: names,
    pruned: z.boolean(),
    remarks: list(remark),
    differences: list(difference),
  }),
  check: z.strictObject({
    stale: names,
    orphans: names,
    upToDate: names,
    remarks: list(remark),
    differences: list(difference),
    exports: names,
  }),
  lint: z.strictObject({
    engine: z.strictObject({ name: z.enum(["native", "embedded"]), version: z.string() }),
    scripts: whole,
    missing: names,
    remarks: list(remark),
  }),
  list: z.strictObject({ containers: list(listed) }),
  explain: z.strictObject({ containers: list(explained) }),
  rehearse: z.strictObject({ containers: list(rehearsed) }),
  deploy: z.strictObject({ dryRun: z.boolean(), stale: names, remarks: list(remark), hosts: list(deployed) }),
  status,
  graph: graphed,
  export: z.strictObject({
    to: z.enum(["ansible", "config"]),
    folder: z.string(),
    written: z.boolean(),
    created: names,
    changed: names,
    unchanged: names,
    removed: names,
    refused: list(z.strictObject({ path: z.string(), why: z.enum(["edited", "foreign", "no file"]) })),
  }),
  import: z.strictObject({
    written: z.boolean(),
    host: z.string().nullable(),
    containers: list(
      z.strictObject({
        file: z.string(),
        ctid: z.int(),
        kind,
        name: z.string(),
        parent: z.int().nullable(),
        snapshot: z.string().nullable(),
        steps: names,
        notImported: list(z.strictObject({ text: z.string(), place })),
      }),
    ),
  }),
  doctor: z.strictObject({
    missing: whole,
    examined: list(
      z.strictObject({
        what: z.string(),
        state: z.enum(["ok", "note", "missing"]),
        found: z.string(),
        mend: z.string().exactOptional(),
      }),
    ),
  }),
  completions: z.strictObject({ shell: z.enum(["bash", "zsh"]), script: z.string() }),
  help: z.strictObject({ text: z.string() }),
  version: z.strictObject({ phoenixSetup: z.string() }),
};

/** A command, or `help` or `version`, which are asked for by flags. */
export type Name = keyof typeof DATA;

/** What a command adds to its output, as its schema has it. */
export type Data<Of extends Name = Name> = z.infer<(typeof DATA)[Of]>;
