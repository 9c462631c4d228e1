import type * as z from "zod";
import { optionSchemas } from "../../generator/dsl/step-kind.ts";
import * as face from "../../generator/index.ts";
import { pool, type Written } from "./pool.ts";
import type { Random } from "./random.ts";

/** A step function as definitions name it, and the schema of its options. */
export interface Maker {
  /** `docker.container` */
  readonly name: string;
  readonly schema: z.core.$ZodType;
}

/** Every step function that takes options. */
export const makers: readonly Maker[] = Object.entries(face as Record<string, unknown>).flatMap(([name, value]) =>
  typeof value === "function"
    ? maker(name, value)
    : Object.entries(value as object).flatMap(([inner, made]) => maker(`${name}.${inner}`, made)),
);

function maker(name: string, made: unknown): Maker[] {
  const schema = typeof made === "function" ? optionSchemas.get(made) : undefined;
  return schema === undefined ? [] : [{ name, schema }];
}

/** The source of a call with options drawn from its schema: mostly right, one in some parts wrong. */
export const call = ({ name, schema }: Maker, random: Random): string => `${name}(${written(schema, random, 0)})`;

type Def = z.core.$ZodTypes["_zod"]["def"];
const definitionOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/** The source of a value for a schema. */
function written(schema: z.core.$ZodType, random: Random, depth: number): string {
  if (random.oneIn(60)) return random.pick(pool).source;
  const def = definitionOf(schema);
  switch (def.type) {
    case "object":
      return (depth > 0 && !random.oneIn(10) ? fitting(schema, random) : undefined) ?? object(def.shape, random, depth);
    case "array":
      return `[${some(random, 3, () => written(def.element, random, depth + 1))}]`;
    case "record":
      return `{ ${some(random, 3, () => `${key(random)}: ${written(def.valueType, random, depth + 1)}`)} }`;
    case "union":
      return fitting(schema, random) ?? written(random.pick(def.options), random, depth);
    case "lazy":
      return depth > 4 ? '"deep"' : written(def.getter(), random, depth + 1);
    case "pipe":
      return written(def.in, random, depth);
    case "enum":
      return JSON.stringify(random.pick(Object.values(def.entries)));
    case "literal":
      return JSON.stringify(random.pick(def.values.map(String)));
    default:
      if ("innerType" in def) return written(def.innerType as z.core.$ZodType, random, depth);
      return (random.oneIn(8) ? undefined : fitting(schema, random)) ?? random.pick(pool).source;
  }
}

/** The fields of an object, some of the optional ones, and now and then one that is missing, misspelt, unknown or written twice. */
function object(shape: Readonly<Record<string, z.core.$ZodType>>, random: Random, depth: number): string {
  const fields = Object.entries(shape).flatMap(([name, schema]) => {
    const optional = schema._zod.optin === "optional";
    if (optional ? random.fraction() < 0.65 : random.oneIn(40)) return [];
    const value = written(schema, random, depth + 1);
    if (random.oneIn(80)) return [`${name.slice(1)}x: ${value}`];
    return random.oneIn(80) ? [`${name}: ${value}`, `${name}: ${random.pick(pool).source}`] : [`${name}: ${value}`];
  });
  if (random.oneIn(50)) fields.push(`${key(random)}: ${random.pick(pool).source}`);
  return `{ ${fields.join(", ")} }`;
}

const some = (random: Random, most: number, make: () => string): string =>
  Array.from({ length: random.below(most + 1) }, make).join(", ");

const words: readonly string[] = pool.flatMap(({ value }) => (typeof value === "string" ? [value] : []));

const key = (random: Random): string => JSON.stringify(random.oneIn(3) ? random.pick(words) : `key_${random.below(9)}`);

const known = new WeakMap<object, readonly Written[]>();

/** What of the pool a schema takes. */
function fitting(schema: z.core.$ZodType, random: Random): string | undefined {
  const before = known.get(schema);
  const found = before ?? pool.filter(({ value }) => takes(schema, value));
  if (before === undefined) known.set(schema, found);
  return found.length === 0 ? undefined : random.pick(found).source;
}

function takes(schema: z.core.$ZodType, value: unknown): boolean {
  try {
    return (schema as z.ZodType).safeParse(value).success;
  } catch {
    return false;
  }
}
