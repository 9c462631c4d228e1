import { createHash } from "node:crypto";
import type { Definition } from "../model/container.ts";

/**
 * sha256 of what a container's script is to do: kinds, options and limits of its steps, and the parent's hash.
 * Places, titles and the generator's version are left out, so that neither a comment nor an update makes a snapshot look outdated.
 */
export function planHash({ is, options }: Definition): string {
  const { ctid, snapshot = null, cloneOf } = options;
  const steps = options.steps.map(({ kind, side, limit, retries, view, hostFile = null, restartOn }) => {
    const restart = restartOn && {
      unit: restartOn.unit,
      on: restartOn.steps.map((step) => options.steps.indexOf(step)),
    };
    return { kind, side, limit, retries, view, hostFile, restart: restart ?? null };
  });
  const parent = cloneOf === undefined ? null : planHash(cloneOf);
  return createHash("sha256").update(canonical({ is, ctid, snapshot, parent, steps })).digest("hex");
}

/** JSON with the keys of objects in order, so that the order in which an author writes them means nothing. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
