import type { Definition } from "./container.ts";
import { parentOf } from "./container-schema.ts";

/** A clone has its parent's privilege: what counts is how the first of the chain was created. */
export function isUnprivileged(definition: Definition): boolean {
  const parent = parentOf(definition);
  return parent === undefined ? definition.options?.unprivileged === true : isUnprivileged(parent);
}
