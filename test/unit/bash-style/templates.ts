import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.ts";
import type { Template } from "./style.ts";

/** The templates whose Bash is ours, and is printed into scripts. */
export const templates: readonly Template[] = ["runtime", "shared", "steps"].flatMap((name) =>
  readdirSync(join(root, "templates", name))
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => ({ path: `${name}/${file}`, text: readFileSync(join(root, "templates", name, file), "utf8") })),
);

/** What a template declares in the comment that it begins with. */
export function headerOf(text: string): { readonly functions?: readonly string[]; readonly uses: readonly string[] } {
  const [, head = ""] = /^\{\{!--([\s\S]*?)--\}\}\n/.exec(text) ?? [];
  const fields = head
    .replace(/\s+/g, " ")
    .trim()
    .split(" · ")
    .map((field) => /^(\w+):\s*(.*)$/.exec(field) ?? []);
  const list = (name: string): string[] | undefined =>
    fields
      .find(([, key]) => key === name)?.[2]
      ?.split(", ")
      .filter((one) => one !== "");
  const functions = list("functions");
  return { ...(functions !== undefined && { functions }), uses: list("uses") ?? [] };
}
