import { hash } from "node:crypto";
import type { Definition } from "../dsl/container.ts";
import { isSame, type Step } from "../dsl/step.ts";

/**
 * sha256 of what a container's script is to do: kinds, options and limits of its steps, and the parent's hash.
 * Places, titles and the generator's version are left out, so that neither a comment nor an update makes a snapshot look outdated.
 */
export function planHash(definition: Definition): string {
  const known = hashes.get(definition);
  if (known !== undefined) return known;
  const made = madeHash(definition);
  hashes.set(definition, made);
  return made;
}

/** A parent has many clones. */
const hashes = new WeakMap<Definition, string>();

function madeHash({ is, options }: Definition): string {
  const { ctid, snapshot = null, cloneOf } = options;
  const steps = options.steps.map((step) => {
    const { kind, side, limit, retries, view, hostFile = null } = step;
    const [restart, ...more] = step.restartOn.map(({ unit, steps }) => ({
      unit,
      on: steps.map((other) => options.steps.findIndex((one) => isSame(one, other))),
    }));
    return {
      kind: step.traits?.formerKind ?? kind,
      side,
      limit,
      retries,
      view,
      hostFile,
      restart: restart ?? null,
      ...seldom(step, more),
    };
  });
  const parent = cloneOf === undefined ? null : planHash(cloneOf);
  return hash("sha256", canonical({ is, ctid, snapshot, parent, steps }), "hex");
}

/** What few steps have is left out where it says nothing, so that a step without it keeps the hash that it had before there was such a thing. */
const seldom = ({ pause, when, hostVariable, own }: Step, more: readonly unknown[]): object => ({
  ...(pause !== 5 && { pause }),
  ...(when.length > 0 && { when }),
  ...(hostVariable !== undefined && { hostVariable }),
  ...(typeof own?.template === "object" && { template: own.template.sha256 }),
  ...(more.length > 0 && { more }),
});

/** JSON with the keys of objects in order, so that the order in which an author writes them means nothing. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields: string[] = [];
  for (const key of sortedKeys(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    if (inner !== undefined && typeof inner !== "function") fields.push(`${JSON.stringify(key)}:${canonical(inner)}`);
  }
  return `{${fields.join(",")}}`;
}

/** Keys that are numbers come first, in their own order, as in every object; the others by their characters. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value).sort();
  return keys.some((key) => NUMBER.test(key)) ? Object.keys(Object.fromEntries(keys.map((key) => [key, 0]))) : keys;
}

const NUMBER = /^\d/;
