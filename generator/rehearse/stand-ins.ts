import type { Definition } from "../dsl/container.ts";
import { isJoinedText, isRuntimeValue, type RuntimeValue, type Text } from "../dsl/text.ts";
import { inMebibytes } from "../dsl/units.ts";
import type { Plan } from "../plan/plan.ts";

/** What a script finds on a host that is not there: each thing stands for a real one that only the host has. */
export interface StandIns {
  /** `phoenix_lxc_configs.json`. */
  readonly lxcConfig: object;
  /** `phoenix_hypervisor_config.json`. */
  readonly hypervisorConfig: object;
  /** Variables in the environment of the run. */
  readonly environment: Readonly<Record<string, string>>;
  /** Files of the host, text by absolute path. */
  readonly files: ReadonlyMap<string, string>;
  /** Folders of the host. */
  readonly folders: readonly string[];
  /** Device nodes of the host. */
  readonly devices: readonly string[];
  /** What is answered to the host over HTTP, by address. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** All of it in words, for people. */
  readonly told: readonly string[];
}

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What a plan's script needs of a host, made up. */
export function standIns(plan: Plan): StandIns {
  const known = valuesOf(plan.definition);
  const value = (asked: RuntimeValue): string =>
    (asked.from === "lxc-config" ? known[asked.key] : undefined) ?? madeUp(asked);
  const read = (text: Text): string =>
    (isJoinedText(text) ? text.parts : [text]).map((part) => (isRuntimeValue(part) ? value(part) : part)).join("");
  const from = (source: RuntimeValue["from"]) => plan.values.filter((one) => one.from === source);
  const steps = plan.steps.map(({ step }) => step);

  const variables = from("environment").map((one): [string, string] => [one.key, value(one)]);
  const brought = steps.flatMap(({ hostVariable }) => (hostVariable === undefined ? [] : [hostVariable]));
  const contents = steps.flatMap(({ hostFile }) => (hostFile === undefined ? [] : [read(hostFile)]));
  const files = [...contents, ...steps.flatMap(({ expects }) => (expects.files ?? []).map(read))];
  const folders = [...new Set(steps.flatMap(({ expects }) => (expects.folders ?? []).map(read)))];
  const devices = [...new Set(steps.flatMap(({ expects }) => expects.devices ?? []))];
  const asked = steps.filter(({ side, view }) => side === "host" && "url" in view).map(({ view }) => view);
  return {
    lxcConfig: { lxc_configs: { [plan.definition.options.ctid]: { ...known, ...tree(from("lxc-config"), value) } } },
    hypervisorConfig: tree(from("hypervisor-config"), value),
    environment: Object.fromEntries([...variables, ...brought.map((name) => [name, SECRET])]),
    files: new Map(files.map((path) => [path, `${SECRET}\n`])),
    folders,
    devices,
    answers: new Map(asked.map((view) => [read(view["url"] as Text), answerTo(view, read)])),
    told: [
      ...plan.values.map((one) => `${one.key} (${SOURCES[one.from]}) is '${value(one)}'`),
      ...brought.map((name) => `${name} (environment) is set`),
      ...[...new Set(files)].map((path) => `${path} holds a line of text`),
      ...[...folders, ...devices].map((path) => `${path} is there`),
      ...asked.map((view) => `${read(view["url"] as Text)} answers as wanted`),
    ],
  };
}

const SOURCES = {
  "lxc-config": "phoenix_lxc_configs.json",
  "hypervisor-config": "phoenix_hypervisor_config.json",
  environment: "environment",
};

const SECRET = "stand-in-for-a-secret";

/** What the definition itself says of values that the orchestrator keeps in its file. */
function valuesOf({ options }: Definition): Readonly<Record<string, string>> {
  const { name, snapshot, vllm, memory, cores, network } = options;
  return {
    name,
    memory_mb: String(inMebibytes(memory)),
    cores: String(cores),
    static_ip: network.ip,
    mac_address: network.mac,
    ...(snapshot !== undefined && { template_snapshot_name: snapshot }),
    ...(vllm !== undefined && {
      vllm_model: vllm.model,
      vllm_tensor_parallel_size: String(vllm.tensorParallelSize),
    }),
  };
}

/** A value that has the form that is asked for. */
function madeUp({ key, format }: RuntimeValue): string {
  const word = key.replaceAll(/[^A-Za-z0-9]+/g, "-");
  return { text: `stand-in for ${key}`, word: `stand-in-for-${word}`, integer: "1", path: `/stand-ins/${word}` }[
    format
  ];
}

/** Dotted keys as JSON nests them. */
function tree(values: readonly RuntimeValue[], read: (value: RuntimeValue) => string): object {
  const root: Record<string, unknown> = {};
  for (const value of values) put(root, value.key.split("."), read(value));
  return root;
}

function put(into: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) into[key] = value;
  else {
    const inner = (into[key] ?? {}) as Record<string, unknown>;
    into[key] = inner;
    put(inner, rest, value);
  }
}

/** What a question wants to hear: its status, and a reply that says what it asserts. */
function answerTo(view: Readonly<Record<string, unknown>>, read: (text: Text) => string): Answer {
  const [status = "200"] = String(view["statuses"] ?? "").split(" ");
  const path = String(view["path"] ?? "");
  const wanted = read((view["wanted"] ?? "") as Text) || "stand-in";
  const reply = path
    .split(".")
    .reduceRight<unknown>((inner, key) => (/^\d+$/.test(key) ? list(Number(key), inner) : { [key]: inner }), wanted);
  return { status: Number(status || "200"), body: path === "" ? "" : JSON.stringify(reply) };
}

const list = (index: number, value: unknown): unknown[] => [...Array.from({ length: index }, () => null), value];
