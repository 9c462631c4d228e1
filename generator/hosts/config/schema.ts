import type { RuntimeValue, ValueFormat } from "../../dsl/text.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Block } from "./blocks.ts";

const text = { type: "string", minLength: 1 };
const numbers = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const ipv4 = `${numbers}(\\.${numbers}){3}`;

/** A container's block, with the limits of definitions. Keys that are not named here are allowed: they are of the file's owner. */
const CONTAINER = {
  type: "object",
  required: [
    ...["name", "memory_mb", "cores", "template", "storage_pool", "storage_size_gb", "network_config"],
    ...["portainer_role", "unprivileged"],
  ],
  properties: {
    name: { type: "string", pattern: "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$" },
    memory_mb: { type: "integer", minimum: 512, maximum: 131072 },
    cores: { type: "integer", minimum: 1, maximum: 32 },
    template: text,
    storage_pool: text,
    storage_size_gb: { type: "integer", minimum: 10, maximum: 1024 },
    network_config: {
      type: "object",
      required: ["name", "bridge", "ip", "gw"],
      properties: {
        name: { type: "string", pattern: "^[A-Za-z0-9_.-]{1,15}$" },
        bridge: text,
        ip: { type: "string", pattern: `^${ipv4}/(3[0-2]|[12]?[0-9])$` },
        gw: { type: "string", pattern: `^${ipv4}$` },
      },
    },
    mac_address: { type: "string", pattern: "^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$" },
    static_ip: { type: "string", pattern: `^${ipv4}/(3[0-2]|[12]?[0-9])$` },
    features: { type: "string", pattern: "^[a-z_]+=[01](,[a-z_]+=[01])*$" },
    gpu_assignment: { type: "string", pattern: "^(none|[0-9]+(,[0-9]+)*)$" },
    portainer_role: { type: "string", enum: ["server", "agent", "none"] },
    unprivileged: { type: "boolean" },
    is_template: { type: "boolean" },
    template_snapshot_name: { type: "string", pattern: "^[A-Za-z][A-Za-z0-9_-]{1,39}$" },
    clone_from_template_ctid: { type: "string", pattern: "^[1-9][0-9]{2,8}$" },
    vllm_model: { type: ["string", "null"] },
    vllm_tensor_parallel_size: { type: "integer", minimum: 1, maximum: 8 },
  },
};

/**
 * The JSON schema of a fleet's configuration: each container of it has to be there, with the values that its script reads. Without
 * `format`, which validators such as ajv-cli refuse where nothing knows it.
 */
export function schemaOf(plans: readonly Plan[], top: Block): Block {
  const nvidia = Object.keys(top).filter((key) => key !== "$schema");
  const containers = plans.map((plan) => [String(plan.definition.options.ctid), containerSchema(plan)]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Containers of a Proxmox VE host, as the orchestrator reads them",
    type: "object",
    required: [...nvidia, "lxc_configs"],
    properties: {
      $schema: { type: "string" },
      ...Object.fromEntries(nvidia.map((key) => [key, text])),
      lxc_configs: {
        type: "object",
        required: containers.map(([ctid]) => ctid),
        properties: Object.fromEntries(containers),
        patternProperties: { "^[1-9][0-9]{2,8}$": { $ref: "#/definitions/container" } },
        additionalProperties: false,
      },
    },
    definitions: { container: CONTAINER },
  };
}

function containerSchema({ values }: Plan): Block {
  const read = values.filter(({ from }) => from === "lxc-config");
  const container = { $ref: "#/definitions/container" };
  return read.length === 0 ? container : { allOf: [container, ...read.map(valueSchema)] };
}

/** A value that a script reads, at the end of its dotted path. */
const valueSchema = ({ key, format }: RuntimeValue): Block =>
  key
    .split(".")
    .reduceRight<Block>(
      (inner, part) => ({ type: "object", required: [part], properties: { [part]: inner } }),
      valueOfFormat(format),
    );

const valueOfFormat = (format: ValueFormat): Block =>
  format === "integer" ? { type: ["integer", "string"], pattern: "^[0-9]{1,18}$" } : PATTERNS[format];

const PATTERNS: Readonly<Record<Exclude<ValueFormat, "integer">, Block>> = {
  text: { type: ["string", "integer", "boolean"], minLength: 1, maxLength: 4096 },
  word: { type: ["string", "integer", "boolean"], pattern: "^[A-Za-z0-9._/:@+-]+$" },
  path: { type: "string", pattern: "^/[^\\u0000-\\u001f\\u007f]*$" },
};
