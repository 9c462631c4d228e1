import { type LocalReader, localsOf } from "../dsl/local-file.ts";
import * as face from "../index.ts";
import * as stepFace from "../step.ts";
import { nearest } from "../validation/nearest.ts";

/** A name that `phoenix-setup`, or a definition, does not have. */
export class Misspelt extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** What a definition may have meant by a name that nothing bears: a name of `phoenix-setup`; undefined if none is near. */
export const nearestName = (name: string): string | undefined =>
  nearest(
    name,
    Object.keys(face).filter((each) => /^[a-z]/.test(each)),
  );

/** Names that tools ask every module for. */
const ASKED = new Set(["__esModule", "default", "then", "toJSON"]);

/**
 * What definitions import, by the name that they import it by: a name that is not there is an error when it is used, rather than being
 * `undefined`. Made for each load, whose local files are read through `reader`.
 */
export const publicApi = (reader: LocalReader): ReadonlyMap<string, object> =>
  new Map([
    ["phoenix-setup", strict({ ...face, ...localsOf(reader) }, "")],
    ["phoenix-setup/step", strict({ ...stepFace }, "", false)],
  ]);

function strict(names: object, prefix: string, deep = true): object {
  const groups = new Map<PropertyKey, object>();
  return new Proxy(names, {
    get: (target, key) => {
      const value = Reflect.get(target, key) as unknown;
      if (value === undefined && typeof key === "string" && !(key in target) && !ASKED.has(key)) throw unknown(key);
      if (!deep || typeof value !== "object" || value === null || typeof key !== "string") return value;
      const known = groups.get(key) ?? strict(value, `${key}.`);
      groups.set(key, known);
      return known;
    },
  });

  function unknown(key: string): Misspelt {
    const found = nearest(key, Object.keys(names));
    const hint =
      found === undefined ? `there are ${Object.keys(names).join(", ")}` : `did you mean \`${prefix}${found}\`?`;
    return new Misspelt(`there is no \`${prefix}${key}\` in phoenix-setup`, hint);
  }
}
