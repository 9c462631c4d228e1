import { hash } from "node:crypto";
import { type LintFinding, type LintOptions, lint, located } from "../../generator/lint/lint.ts";
import type { Script } from "../../generator/render/script.ts";

/** Lints scripts that have just been rendered. */
export async function lintRendered(
  scripts: readonly Script[],
  folder: string,
  options: LintOptions,
): Promise<LintFinding[]> {
  const open = scripts.map(({ name, text }) => ({ name, sha256: hash("sha256", text, "hex"), text: () => text }));
  const { remarks } = await lint(open, folder, options);
  return scripts.flatMap((script) => located(script, remarks.get(script.name) ?? []));
}
