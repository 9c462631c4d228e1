import * as face from "../index.ts";
import * as stepFace from "../step.ts";
import { nearest } from "../validation/nearest.ts";

/** A name that `phoenix-setup` does not have. */
export class Misspelt extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Names that tools ask every module for. */
const ASKED = new Set(["__esModule", "default", "then", "toJSON"]);

/** What `import … from "phoenix-setup"` gives: a name that is not there is told when it is used, rather than being `undefined`. */
export const strictFace: object = strict(face, "");

/** What `import … from "phoenix-setup/step"` gives. */
export const strictStepFace: object = strict(stepFace, "", false);

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
