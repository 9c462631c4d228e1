import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExportedContainer } from "./container.ts";

/** Returns the hosts that the user's own `inventory/nodes.yml` does not name; none if it cannot be read. */
export function unknownNodes(folder: string, containers: readonly ExportedContainer[]): string[] {
  const names = [...new Set(containers.map(({ node }) => node.name))];
  try {
    const text = readFileSync(join(folder, "inventory/nodes.yml"), "utf8");
    const keys = new Set([...text.matchAll(/^\s*["']?([\w.-]+)["']?:/gm)].map(([, key]) => key));
    return names.filter((name) => !keys.has(name));
  } catch {
    return [];
  }
}
