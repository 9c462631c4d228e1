import { join } from "node:path";
import { compareExport } from "../../files/export-folder.ts";
import type { Plan } from "../../plan/plan.ts";
import { exportedContainers } from "./container.ts";
import { exportedFiles } from "./exported-files.ts";
import { knownExports } from "./known-exports.ts";

/** Returns the files of a project's exports that are missing, differ from what they are to be, or are left over. */
export function staleFiles(project: string, plans: readonly Plan[]): string[] {
  const folders = knownExports(project);
  if (folders.length === 0) return [];
  const files = exportedFiles(exportedContainers(plans));
  return folders.flatMap((folder) => {
    const { created, changed, removed } = compareExport(join(project, folder), files);
    return [...created, ...changed, ...removed].sort().map((path) => `${folder}/${path}`);
  });
}
