import * as z from "zod";
import { kind, list, place, whole } from "./shared.ts";

const value = z.strictObject({
  from: z.enum(["lxc-config", "hypervisor-config", "environment"]),
  key: z.string(),
  format: z.enum(["text", "word", "integer", "path"]),
});

const bash = z.strictObject({
  line: whole,
  text: z.string(),
  calls: list(z.strictObject({ name: z.string(), line: whole, template: z.string() })),
});

const step = z.strictObject({
  number: z.int().positive(),
  kind: z.string(),
  side: z.enum(["container", "host"]),
  title: z.string(),
  group: z.string().nullable(),
  place,
  madeAt: place.nullable(),
  when: list(z.string()),
  check: z.string().nullable(),
  apply: z.string().nullable(),
  verify: z.string().nullable(),
  limit: z.number(),
  retries: whole,
  pause: z.number(),
  fetches: list(z.string()),
  values: list(value),
  host: z.strictObject({
    files: list(z.string()),
    folders: list(z.string()),
    devices: list(z.string()),
    programs: list(z.string()),
    variables: list(z.string()),
  }),
  secrets: list(z.string()),
  features: list(z.string()),
  after: list(whole),
  causes: list(whole),
  restartsContainer: z.boolean(),
  trial: z.boolean(),
  exits: list(z.int()),
  options: z.record(z.string(), z.unknown()),
  bash: bash.optional(),
});

/** Values by their name in `pct set`. */
const settings = z.record(z.string(), z.string());

/** One container as `explain` describes it; a step has `bash` with `--bash`. */
export const explained = z.strictObject({
  ctid: z.int(),
  name: z.string(),
  kind,
  description: z.string().nullable(),
  file: z.string(),
  plan: z.string(),
  script: z.string(),
  parent: z.strictObject({ ctid: z.int(), snapshot: z.string() }).nullable(),
  dependsOn: list(z.int()),
  snapshot: z.string().nullable(),
  host: z.strictObject({
    name: z.string(),
    ssh: z.string().nullable(),
    scriptFolder: z.string(),
    scriptLinks: z.string().nullable(),
  }),
  pct: list(list(z.string())),
  settings,
  scriptSettings: settings,
  disk: z.string(),
  storage: z.string(),
  unprivileged: z.boolean(),
  depth: whole,
  values: list(value),
  accepted: list(z.strictObject({ code: z.string(), reason: z.string() })),
  steps: list(step),
  exits: list(z.string()),
});
