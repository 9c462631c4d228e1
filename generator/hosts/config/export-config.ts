import { basename } from "node:path";
import type { Host } from "../../dsl/host.ts";
import type { Plan } from "../../plan/plan.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import { BLOCK_KEYS, type Block, type BlockOptions, blockOf, TOP_KEYS, topOf } from "./blocks.ts";
import { applied, type Edit, editsOf } from "./edits.ts";
import { entriesOf, entryOf, isProblem, type Node, positionOf, readTree } from "./json-tree.ts";
import { Lines } from "./lines.ts";
import { orderFindings } from "./order.ts";
import { valueFindings } from "./read-values.ts";
import { schemaOf } from "./schema.ts";

/** Keys that scripts read from the file when they run: what the file says of them is not the definitions'. */
const RUNTIME_KEYS = ["vllm_model", "vllm_tensor_parallel_size"];

/** The orchestrator's configuration as text, and its schema. */
export interface ExportedConfig {
  readonly text: string;
  readonly schema: string;
  /** What scripts read from the file and it lacks, and what an orchestrator sets up in another order than it needs. */
  readonly findings: readonly Finding[];
  /** CTIDs in the file that no definition has; they stay. */
  readonly foreign: readonly string[];
}

/** What is exported, and into what. */
export interface ConfigExport extends BlockOptions {
  readonly plans: readonly Plan[];
  readonly host: Host;
  /** Name of the file, for findings. */
  readonly file: string;
  /** Its text as it is; undefined if there is none. */
  readonly existing: string | undefined;
}

/** The name of a configuration's schema: `phoenix_lxc_configs.json` has `phoenix_lxc_configs.schema.json`. */
export const schemaNameOf = (file: string): string => `${file.replace(/\.json$/, "")}.schema.json`;

/** Puts the fleet into the orchestrator's words. An existing text keeps its order, its blanks, and all keys that are not a definition's. */
export function exportConfig(wanted: ConfigExport): ExportedConfig | { readonly problems: readonly Finding[] } {
  const { plans, host, file } = wanted;
  const top = topOf(host, basename(schemaNameOf(file)));
  const blocks = Object.fromEntries(
    plans.map(({ definition }) => [String(definition.options.ctid), blockOf(definition, host, wanted)]),
  );
  const schema = `${JSON.stringify(schemaOf(plans, top), null, 2)}\n`;
  const merged = wanted.existing === undefined ? fresh(top, blocks) : merge(wanted.existing, top, blocks, wanted);
  if (typeof merged !== "string") return { problems: merged };
  const root = readTree(merged);
  if (isProblem(root)) throw new Error(`what is merged is not JSON: ${root.message}`);
  const foreign = entriesOf(entryOf(root, "lxc_configs")?.value ?? root).map(({ key }) => key);
  return {
    text: merged,
    schema,
    findings: [...valueFindings(root, plans, file, new Lines(merged)), ...orderFindings(plans)],
    foreign: foreign.filter((key) => !Object.hasOwn(blocks, key)),
  };
}

const fresh = (top: Block, blocks: Block): string => `${JSON.stringify({ ...top, lxc_configs: blocks }, null, 2)}\n`;

function merge(text: string, top: Block, blocks: Block, { file, plans }: ConfigExport): string | Finding[] {
  const root = readTree(text);
  const lines = new Lines(text);
  if (isProblem(root))
    return [
      finding("D411", `${root.message}`, "mend the file; nothing was written", { file, ...positionOf(lines, root) }),
    ];
  const containers = entryOf(root, "lxc_configs")?.value;
  const wrong = [root, ...(containers ? [containers, ...entriesOf(containers).map(({ value }) => value)] : [])].filter(
    ({ type }) => type !== "object",
  );
  if (wrong.length > 0)
    return wrong.map((node) =>
      finding("D412", `an object is expected here, not ${kindOf(node)}`, "mend the file; nothing was written", {
        file,
        ...positionOf(lines, node),
      }),
    );
  if (containers === undefined) return applied(text, editsOf(text, root, { block: { ...top, lxc_configs: blocks } }));
  return applied(text, [
    ...editsOf(text, root, { block: top, owned: TOP_KEYS, kept: ["$schema"] }),
    ...containerEdits(text, containers, blocks, plans),
  ]);
}

function containerEdits(text: string, containers: Node, blocks: Block, plans: readonly Plan[]): Edit[] {
  const there = new Map(entriesOf(containers).map(({ key, value }) => [key, value]));
  if (there.size === 0) return editsOf(text, containers, { block: blocks });
  const changed = plans.flatMap(({ definition, values }) => {
    const key = String(definition.options.ctid);
    const node = there.get(key);
    const kept = RUNTIME_KEYS.filter((name) => values.some((one) => one.from === "lxc-config" && one.key === name));
    const owned = BLOCK_KEYS.filter((name) => name !== "is_template" && !kept.includes(name));
    const said = blocks[key] as Block;
    // A container that says it is none has said what it is; so has one that says nothing.
    const block = { ...said, ...(Object.hasOwn(said, "is_template") ? {} : notTemplate(node)) };
    return node === undefined ? [] : editsOf(text, node, { block, owned, kept });
  });
  const missing = Object.fromEntries(Object.entries(blocks).filter(([ctid]) => !there.has(ctid)));
  return [...changed, ...editsOf(text, containers, { block: missing, numbered: true })];
}

const notTemplate = (node: Node | undefined): Block => (entryOf(node, "is_template") ? { is_template: false } : {});

const kindOf = ({ type }: Node): string =>
  ({ array: "a list", string: "text", number: "a number", boolean: "true or false", null: "null" })[
    type as "array" | "string" | "number" | "boolean" | "null"
  ] ?? type;
