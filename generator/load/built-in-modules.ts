import { createRequire, isBuiltin } from "node:module";
import type { PlatformPath } from "node:path";
import { MODULES, REFUSED_MODULES, type Reason } from "./available.ts";
import { type Refuse, standIn, Unavailable } from "./unavailable.ts";

const require = createRequire(import.meta.dirname);

/** Gives what a definition sees of the modules of Node, by the names that it asks for. */
export function builtInModules(refuse: Refuse, own: Readonly<Record<string, object>>): (id: string) => unknown {
  const views = new Map<string, unknown>();
  const made = (id: string): unknown => {
    const name = id.replace(/^node:/, "");
    const [top = "", ...below] = name.split("/");
    const given = own[name];
    if (given !== undefined) return given;
    if (!isBuiltin(id)) throw new Unavailable(`require("${id}")`, "loading", "MODULE_NOT_FOUND");
    const [rest, constant] = MODULES[top] ?? [];
    if (rest === undefined || constant === undefined) return refusedModule(top, refuse);
    const members = new Set(constant.split(" "));
    const shown = view(require(top) as object, {
      name: top,
      members,
      rest,
      replaced: replacements(top, refuse),
      refuse,
    });
    return below.reduce((value: unknown, part) => (value as Record<string, unknown>)[part], shown);
  };
  return (id) => {
    const known = views.get(id) ?? made(id);
    views.set(id, known);
    return known;
  };
}

/** How a module is shown. */
interface View {
  readonly name: string;
  /** What is constant of it. */
  readonly members: ReadonlySet<string>;
  /** Why the rest of it is refused. */
  readonly rest: Reason;
  /** What is shown instead of a member. */
  readonly replaced: Readonly<Record<string, unknown>>;
  readonly refuse: Refuse;
}

function view(module: object, { name, members, rest, replaced, refuse }: View): object {
  const changed = (_: object, key: PropertyKey): never => {
    throw new Unavailable(`${name}.${String(key)} = …`, "shared");
  };
  return new Proxy(module, {
    get: (target, key) => {
      if (Object.hasOwn(replaced, key)) return replaced[key as string];
      const value = Reflect.get(target, key) as unknown;
      const kept = typeof key === "symbol" || value === undefined || members.has(key) || !Object.hasOwn(target, key);
      // Of a module that is a function, what every function has.
      return kept || (typeof target === "function" && key in Function.prototype) || key === "prototype"
        ? value
        : refuse.member(`${name}.${key}`, rest);
    },
    set: changed,
    defineProperty: changed,
    deleteProperty: changed,
  });
}

/** A module of which nothing is shown; to import it does no harm yet. */
const refusedModule = (name: string, refuse: Refuse): object => {
  const reason = REFUSED_MODULES.get(name) ?? "programming";
  const get = (_: object, key: string | symbol): unknown =>
    typeof key === "symbol" || ["__esModule", "default", "then"].includes(key)
      ? undefined
      : refuse.member(`${name}.${key}`, reason as Reason);
  // The bundler makes an object of its own for `import *`, with the module's prototype: what is not found on it is asked for here.
  const beyond = new Proxy(Object.create(null) as object, { get });
  return new Proxy(function refused() {}, {
    get,
    getPrototypeOf: () => beyond,
    apply: () => refuse.member(name, reason as Reason),
    construct: () => standIn(name, reason as Reason),
  });
};

/** Members that would tell where the project lies, or what was in memory. */
function replacements(module: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  if (module === "buffer") return { Buffer: zeroing() };
  if (module === "url") {
    const { pathToFileURL } = require("url") as typeof import("node:url");
    const { isAbsolute } = require("path") as PlatformPath;
    return {
      URL: locatorless(refuse),
      pathToFileURL: (path: string, options?: object) =>
        isAbsolute(path)
          ? pathToFileURL(path, options as never)
          : refuse.member("pathToFileURL() of a relative path", "machine"),
    };
  }
  if (module !== "path") return {};
  const { posix, win32 } = require("node:path") as PlatformPath;
  const [forPosix, forWin32] = [posix, win32].map((path) => ({ ...path, ...anchored(path, refuse) }));
  const both = { posix: forPosix, win32: forWin32 };
  for (const shown of [forPosix, forWin32]) Object.freeze(Object.assign(shown ?? {}, both));
  return { ...anchored(process.platform === "win32" ? win32 : posix, refuse), ...both };
}

/** Path functions, two of which may ask for the current folder. */
function anchored(path: PlatformPath, refuse: Refuse): Pick<PlatformPath, "relative" | "resolve"> {
  const whole = (given: unknown): boolean => typeof given !== "string" || path.isAbsolute(given);
  const inner = (given: unknown): boolean =>
    typeof given !== "string" || !/^\.\.(?:[\\/]|$)/.test(path.normalize(given));
  return {
    resolve: (...parts) =>
      parts.some(whole) ? path.resolve(...parts) : (refuse.member("resolve() of relative paths", "machine") as string),
    relative: (from, to) =>
      (whole(from) && whole(to)) || (!whole(from) && !whole(to) && inner(from) && inner(to))
        ? path.relative(from, to)
        : (refuse.member("relative() to the current folder", "machine") as string),
  };
}

/** Buffers without what was in memory before. */
export const zeroing = (): typeof Buffer =>
  new Proxy(Buffer, {
    get: (target, key) =>
      key === "allocUnsafe" || key === "allocUnsafeSlow"
        ? (size: number) => Buffer.alloc(size)
        : (Reflect.get(target, key) as unknown),
    set: () => false,
    defineProperty: () => false,
  });

/** Addresses, but none of things in memory, which are drawn by chance. */
export const locatorless = (refuse: Refuse): typeof URL =>
  new Proxy(URL, {
    get: (target, key) =>
      key === "createObjectURL" || key === "revokeObjectURL"
        ? refuse.member(`URL.${key}`, "chance")
        : (Reflect.get(target, key) as unknown),
    set: () => false,
    defineProperty: () => false,
  });
