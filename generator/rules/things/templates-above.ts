import type { Definition } from "../../dsl/container.ts";
import { parentOf } from "../../dsl/container-schema.ts";

/** Returns the templates that a container comes from, the nearest last, as far as their steps are sound. */
export function templatesAbove(definition: Definition): Definition[] {
  const above = new Set<Definition>();
  for (let one = parentOf(definition); one !== undefined && !above.has(one); one = parentOf(one)) above.add(one);
  return [...above].filter(({ options }) => Array.isArray(options?.steps)).reverse();
}
