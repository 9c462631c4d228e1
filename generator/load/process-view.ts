import { PROCESS } from "./available.ts";
import { type Refuse, Unavailable } from "./unavailable.ts";

/** The key, among what a run depends on, of a variable of the environment. */
export const variableKey = (name: string): string => `env ${name}`;

/** The key of all variables together: for a definition that asks which there are. */
export const ENVIRONMENT = "environment";

/**
 * `process` as a definition sees it.
 *
 * @param onRecord called with the key of what was looked at, so that the next run asks for it again
 */
export function processView(refuse: Refuse, onRecord: (key: string) => void): object {
  const { arch, platform, release, version, versions } = process;
  const own: Record<string, unknown> = {
    env: environment(onRecord),
    ...{ arch, platform, release, version, versions },
  };
  return new Proxy<Record<string, unknown>>(own, {
    get: (target, key) => {
      if (typeof key === "symbol") return key === Symbol.toStringTag ? "process" : undefined;
      if (Object.hasOwn(target, key)) return target[key];
      if (!(key in process) || ["then", "toJSON"].includes(key)) return undefined;
      const is = PROCESS.get(key) ?? "machine";
      return is === "constant" || is === "recorded" ? undefined : refuse.member(`process.${key}`, is);
    },
    ...unchangeable("process"),
  });
}

function environment(onRecord: (key: string) => void): object {
  const asked = (name: PropertyKey): string | undefined => {
    if (typeof name !== "string") return undefined;
    onRecord(variableKey(name));
    return process.env[name];
  };
  return new Proxy({} as Record<string, string>, {
    get: (target, name) => asked(name) ?? (Reflect.get(target, name) as unknown),
    has: (target, name) => asked(name) !== undefined || name in target,
    getOwnPropertyDescriptor: (_, name) => {
      const value = asked(name);
      return value === undefined ? undefined : { value, configurable: true, enumerable: true, writable: true };
    },
    ownKeys: () => {
      onRecord(ENVIRONMENT);
      return Reflect.ownKeys(process.env);
    },
    ...unchangeable("process.env"),
  });
}

/** What one definition sets, others would see. */
const unchangeable = (name: string): ProxyHandler<object> => {
  const refused = (_: object, key: PropertyKey): never => {
    const full = `${name}.${String(key)}`;
    const ends = PROCESS.get(String(key)) === "ending" && name === "process";
    throw new Unavailable(`${full} = …`, ends ? "ending" : "shared");
  };
  return { set: refused, defineProperty: refused, deleteProperty: refused };
};
