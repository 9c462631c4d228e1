import type { RuntimeValue, ValueFormat } from "../../dsl/text.ts";
import type { Plan } from "../../plan/plan.ts";
import { type Finding, finding } from "../../validation/finding.ts";
import { dataOf, entryOf, type Node, positionOf } from "./json-tree.ts";
import type { Lines } from "./lines.ts";

/** As scripts ask for them (`templates/shared/value-format.sh.hbs`). */
const FORMATS: Readonly<Record<ValueFormat, RegExp>> = {
  text: /^[^\p{Cc}]+$/u,
  word: /^[A-Za-z0-9._/:@+-]+$/,
  integer: /^[0-9]{1,18}$/,
  path: /^\/[^\p{Cc}]*$/u,
};

/** Values that scripts read when they run, and that the file lacks or has in another format: such a script ends with 20. */
export function valueFindings(root: Node, plans: readonly Plan[], file: string, lines: Lines): Finding[] {
  const containers = entryOf(root, "lxc_configs")?.value;
  return plans.flatMap(({ definition: { options }, values }) => {
    const read = values.filter(({ from }) => from === "lxc-config");
    const block = read.length === 0 ? undefined : entryOf(containers, String(options.ctid));
    return read.flatMap(({ key, format }: RuntimeValue): Finding[] => {
      let node = block?.value;
      for (const part of key.split(".")) node = entryOf(node, part)?.value;
      const problem = problemOf(dataOf(node), format);
      if (problem === undefined) return [];
      const place = { file, ...positionOf(lines, node ?? block?.keyNode ?? root) };
      const message = `lxc_configs.${options.ctid}.${key}, which the container's script reads, ${problem}: the script would end with 20`;
      return [finding("D430", message, `write it into ${file}; it is kept from then on`, place)];
    });
  });
}

function problemOf(value: unknown, format: ValueFormat): string | undefined {
  if (value === undefined || value === null || value === "") return "is missing";
  const isPlain = typeof value === "string" || typeof value === "boolean" || Number.isInteger(value);
  if (isPlain && String(value).length <= 4096 && FORMATS[format].test(String(value))) return undefined;
  return `is not of the format '${format}'`;
}
