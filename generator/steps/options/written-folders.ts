import type { Step } from "../../dsl/step.ts";

type Writing = Pick<Step, "traits" | "view">;

/** The files that these steps replace; `x` is one whose name does not matter. */
export function writtenFiles(steps: readonly Writing[]): string[] {
  const paths = steps.flatMap(({ traits, view }) => traits?.replaces?.(view) ?? []);
  return paths.filter((path): path is string => typeof path === "string" && path !== "");
}

/** The folders in which work of these steps that was cut off may have left something. */
export const writtenFolders = (steps: readonly Writing[]): string[] =>
  [...new Set(writtenFiles(steps).map(folderOf))].sort();

/** The folder of a file. */
export const folderOf = (path: string): string => path.replace(/\/+[^/]*$/, "") || "/";
