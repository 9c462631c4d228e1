import * as z from "zod";
import { described } from "../validation/described.ts";
import { origin, type Problem } from "../validation/problem.ts";
import { held } from "../validation/validate.ts";
import { withFix } from "../validation/with-fix.ts";
import type {
  Application,
  ApplicationOptions,
  ContainerOptions,
  Definition,
  Template,
  TemplateOptions,
} from "./container.ts";
import { type Host, isHost } from "./host.ts";
import { isStep, type Step } from "./step.ts";
import { literal } from "./text.ts";
import { duration, gib, inSeconds, mib, sizeBetween } from "./units.ts";

const ipv4 = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}";
const line = literal.refine((value) => !/\p{Cc}/u.test(value), "must be one line of plain text");

/** Numbers that `pct` takes as a container id. */
export const ctid = z.int().min(100).max(999_999_999).brand<"Ctid">();
/** A number that was held against {@link ctid}. */
export type Ctid = z.infer<typeof ctid>;

/** IPv4 address with prefix length. */
export const cidr = z
  .string()
  .regex(
    new RegExp(`^${ipv4}/(?:3[0-2]|[12]?\\d)$`),
    "must be an IPv4 address with prefix length, such as 10.0.0.99/24",
  )
  .brand<"Cidr">();

/** IPv4 address. */
export const ipv4Address = z
  .string()
  .regex(new RegExp(`^${ipv4}$`), "must be an IPv4 address, such as 10.0.0.1")
  .brand<"Ipv4">();

/** Hardware address of one interface: the lowest bit of the first byte, which marks groups, is not set. */
export const mac = z
  .string()
  .regex(
    /^[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$/,
    "must be a hardware address of six hex pairs, such as 52:54:00:67:89:99",
  )
  .brand<"Mac">();

/** Snapshot names that real `pct snapshot` takes, less those it or the orchestrator keeps for itself. */
export const snapshotName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{1,39}$/, "must be 2 to 40 characters: a letter, then letters, digits, _ or -")
  .refine((name) => name !== "current" && name !== "vzdump", "is a name that Proxmox keeps for itself")
  .refine((name) => name !== "configured-state", "is the snapshot that the orchestrator takes itself");

const step = z.custom<Step>((value) => isStep(value), {
  error: ({ input }) => {
    if (Array.isArray(input)) return withFix("is a list of steps", "write ... before it");
    if (typeof input === "function")
      return withFix("is a function, not the step that it makes", "call it with its options");
    return withFix(`is ${described(input)}, not a step`, "make it with a step function such as apt.packages({…})");
  },
});

const definition = z.custom<Template>((value) => isDefinition(value) && value.is === "template", {
  error: (issue) =>
    issue.input === undefined
      ? "is undefined: its file exports no template, or the two files import each other"
      : withFix(
          `is ${described(issue.input)}, not a template, and only templates end as a snapshot to clone`,
          "import the template's definition, and name it here",
        ),
});

const needed = z.custom<Definition>((value) => isDefinition(value), {
  error: (issue) =>
    issue.input === undefined
      ? "is undefined: its file exports no container, or the two files import each other"
      : withFix(`is ${described(issue.input)}, not a container`, "import the container's definition, and name it here"),
});

const host = z.custom<Host>((value) => isHost(value), {
  error: ({ input }) =>
    withFix(
      `is ${described(input)}, not a host`,
      "import what a definition file makes with host({…}), and name it here",
    ),
});

const network = z.strictObject({
  ip: cidr,
  gateway: ipv4Address,
  mac,
  interface: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,15}$/, "must be 1 to 15 letters, digits, _ . or -")
    .exactOptional(),
  firewall: z.boolean().exactOptional(),
});

const features = z.strictObject({
  nesting: z.boolean().exactOptional(),
  keyctl: z.boolean().exactOptional(),
  fuse: z.boolean().exactOptional(),
});

const ready = z.strictObject({
  within: duration
    .refine((within) => inSeconds(within) >= 10, "must be 10 seconds or more")
    .refine((within) => inSeconds(within) <= 3600, "must be 1 hour or less"),
});

const container = {
  ctid,
  name: z
    .string()
    .regex(/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/, "must be a hostname: up to 63 letters, digits and hyphens"),
  description: line.exactOptional(),
  memory: sizeBetween(mib(512), mib(131_072)),
  cores: z.int().min(1).max(32),
  disk: sizeBetween(gib(10), gib(1024)),
  network,
  features: features.exactOptional(),
  gpus: z
    .array(z.int().min(0).max(63))
    .refine((list) => new Set(list).size === list.length, "names a GPU twice")
    .exactOptional(),
  portainerRole: z.enum(["server", "agent", "none"]).exactOptional(),
  vllm: z.strictObject({ model: line.min(1), tensorParallelSize: z.int().min(1).max(8) }).exactOptional(),
  ready: ready.exactOptional(),
  host: host.exactOptional(),
  dependsOn: z
    .array(needed)
    .refine((list) => new Set(list).size === list.length, "names a container twice")
    .exactOptional(),
  storage: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "must be a Proxmox storage id")
    .exactOptional(),
  steps: z.array(step),
  accept: z
    .array(
      z.strictObject({
        code: z.templateLiteral(["D", z.number()]),
        reason: line.min(10, withFix("is too short to be a reason", "say why the warning is meant")),
      }),
    )
    .exactOptional(),
} satisfies Record<keyof ContainerOptions, z.ZodType>;

const created = { unprivileged: z.boolean() };
const cloned = { cloneOf: definition };
const snapshotted = { snapshot: snapshotName };

const schemas = {
  template: {
    created: z.strictObject({ ...container, ...snapshotted, ...created }),
    cloned: z.strictObject({ ...container, ...snapshotted, ...cloned }),
  },
  application: {
    created: z.strictObject({ ...container, ...created }),
    cloned: z.strictObject({ ...container, ...cloned }),
  },
};

/** Which of the two schemas is meant is told by the field that only one has, so that problems are of that one. */
const schemaFor = (is: keyof typeof schemas, options: unknown): z.ZodType =>
  typeof options === "object" && options !== null && "cloneOf" in options ? schemas[is].cloned : schemas[is].created;

/** All that {@link template} and {@link application} have made: data that only looks alike was never checked. */
const made = new WeakSet<object>();

/** Whether a value was made with {@link template} or {@link application}. */
export const isDefinition = (value: unknown): value is Template | Application =>
  typeof value === "object" && value !== null && made.has(value);

/** What a container is cloned from. Undefined if it is created, or if what it names is no definition, which is told by itself. */
export const parentOf = ({ options }: Definition): Template | Application | undefined =>
  isDefinition(options?.cloneOf) ? options.cloneOf : undefined;

/** A container that ends as a ZFS snapshot which others are cloned from. Never throws: problems are reported with their places. */
export function template(options: TemplateOptions): Template {
  return define({ is: "template", ...checked("template", options) });
}

/** A container that ends as a running service which answers. Never throws: problems are reported with their places. */
export function application(options: ApplicationOptions): Application {
  return define({ is: "application", ...checked("application", options) });
}

/** What is sound is kept as it is now, whatever the author's code does to its options later. */
function checked<Options>(is: keyof typeof schemas, options: Options) {
  const from = origin();
  const { problems, value } = held(schemaFor(is, options), options, from);
  return { options: value, origin: from, problems: problems.map(otherKind) };
}

/** Fields that containers of the other kinds have, and why this one has not. */
const OF_OTHERS = new Map<PropertyKey | undefined, string>([
  ["unprivileged", "remove it: a clone has its parent's privilege"],
  ["snapshot", "remove it: only a template ends as a snapshot"],
]);

/** Says of a field that is unknown here only since the container is of this kind what that is about. */
function otherKind(problem: Problem): Problem {
  const { code, path } = problem;
  const why = code === "D102" && path.length === 1 ? OF_OTHERS.get(path[0]) : undefined;
  return why === undefined ? problem : { ...problem, fix: why };
}

function define<Made extends Definition>(definition: Made): Made {
  made.add(definition);
  return Object.freeze(definition);
}
