import type * as z from "zod";

/** The names of the fields that a schema has for the object at `path`; none if there is no object. */
export const fieldsAt = (schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] => [
  ...new Set(at(schema, path).flatMap(objects).flatMap(Object.keys)),
];

type Def = z.core.$ZodTypes["_zod"]["def"];

const definitionOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

/** The schemas of the value at `path`: several if there is a choice on the way. */
function at(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType[] {
  const [key, ...rest] = path;
  if (key === undefined) return [schema];
  return bare(schema).flatMap((inner) => {
    const def = definitionOf(inner);
    if (def.type === "object") {
      const field = def.shape[String(key)];
      return field ? at(field, rest) : [];
    }
    if (def.type === "array") return at(def.element, rest);
    if (def.type === "record") return at(def.valueType, rest);
    return [];
  });
}

const objects = (schema: z.core.$ZodType): object[] =>
  bare(schema).flatMap((inner) => {
    const def = definitionOf(inner);
    return def.type === "object" ? [def.shape] : [];
  });

/** Without what stands around a schema and says nothing of its fields. */
function bare(schema: z.core.$ZodType): z.core.$ZodType[] {
  const def = definitionOf(schema);
  if (def.type === "union") return def.options.flatMap(bare);
  if (def.type === "intersection") return [...bare(def.left), ...bare(def.right)];
  if (def.type === "pipe") return bare(def.in);
  return "innerType" in def ? bare(def.innerType as z.core.$ZodType) : [schema];
}
