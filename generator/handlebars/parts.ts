import { declared } from "phoenix-setup:templates";

/** What a part of the scripts declares in the comment that its template begins with. */
export interface Part {
  /** Bash functions that it prints. */
  readonly functions: readonly string[];
  /** Parts of `templates/shared/` whose functions these call. */
  readonly uses: readonly string[];
}

const none: Part = { functions: [], uses: [] };

/** What the template of that name declares, such as `shared/file`. */
export const partOf = (name: string): Part => (Object.hasOwn(declared, name) ? (declared[name] ?? none) : none);

/** These parts of `templates/shared/` and all that they use, directly or not, in the order of their names. */
export function withUsed(names: Iterable<string>): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    partOf(`shared/${name}`).uses.forEach(visit);
  };
  for (const name of names) visit(name);
  return [...found].sort();
}
