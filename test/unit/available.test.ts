import { readdirSync, readFileSync } from "node:fs";
import { builtinModules, createRequire } from "node:module";
import { join } from "node:path";
import { types } from "node:util";
import { type Context, runInContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { GLOBALS, MODULES, PROCESS, REASONS, REFUSED_MODULES } from "../../generator/load/available.ts";
import { evaluationContext } from "../../generator/load/evaluation-context.ts";
import { Unavailable } from "../../generator/load/unavailable.ts";
import { Places } from "../../generator/validation/source-positions.ts";

/** What some version of Node has: names of its global object and of its modules, as it says them itself. */
interface NodeNames {
  readonly version: string;
  readonly globals: readonly string[];
  readonly modules: readonly string[];
  readonly process: readonly string[];
}

const place = join(import.meta.dirname, "node-names");
const versions = readdirSync(place).map((file) => JSON.parse(readFileSync(join(place, file), "utf8")) as NodeNames);
const made = () => {
  const recorded = new Set<string>();
  return { recorded, ...evaluationContext(new Places(), (key) => recorded.add(key)) };
};
const { context, module } = made();
const global = runInContext("globalThis", context) as Record<string, unknown>;
const require = createRequire(import.meta.url);

/** What came of looking at something: a value, or the refusal. */
function seen(look: () => unknown): unknown {
  try {
    return look();
  } catch (thrown) {
    if (thrown instanceof Unavailable) return thrown;
    throw thrown;
  }
}
const refused = (value: unknown): boolean => value instanceof Unavailable && value.hint !== "";

describe("every name of Node 20, 22 and 24 is in the list:", () => {
  it.each(versions.map(({ version, ...names }) => [version, names] as const))("%s", (_, { globals, modules }) => {
    // Vitest and the interactive Node add variables; no program has them.
    const shadows = new Set([...modules, "__dirname", "__filename", "exports", "require"]);
    expect(globals.filter((name) => !GLOBALS.has(name) && !shadows.has(name))).toEqual([]);
    const top = new Set(modules.map((name) => name.split("/")[0] ?? ""));
    const own = (name: string): boolean => name === "process" || name in MODULES || REFUSED_MODULES.has(name);
    expect([...top].filter((name) => !own(name))).toEqual([]);
  });
});

describe("of the running Node,", () => {
  it("each global is constant, recorded or refused", () => {
    const own = new Set([...Object.getOwnPropertyNames(global), ...Object.getOwnPropertyNames(globalThis)]);
    const constant = [...own].filter((name) => !refused(seen(() => global[name])));
    // What brings neither time nor chance nor the machine has been looked through by hand, in the list.
    const listed = (name: string) => ["constant", "recorded"].includes(GLOBALS.get(name) ?? "");
    expect(constant.filter((name) => !listed(name) && name !== "phoenixSetupImportMeta")).toEqual([]);
    for (const [name, is] of GLOBALS) {
      if (name in global && listed(name) && name !== "undefined") expect(global[name], name).toBeDefined();
      else if (own.has(name))
        expect(
          seen(() => global[name]),
          `${name}, ${is}`,
        ).toSatisfy(name === "undefined" ? () => true : refused);
    }
  });

  it("each member of each module is", () => {
    for (const id of builtinModules) {
      if (id.startsWith("_") || id.startsWith("node:")) continue;
      const [top = "", ...below] = id.split("/");
      const shown = module(`node:${id}`) as Record<string, unknown>;
      if (top === "process") continue;
      const [, constant] = MODULES[top] ?? [];
      if (constant === undefined) {
        expect(
          seen(() => shown["any"]),
          id,
        ).toSatisfy(refused);
        continue;
      }
      if (below.length > 0) continue;
      const listed = new Set(constant.split(" "));
      const members = Object.getOwnPropertyNames(require(id)).filter(
        (name) => !["name", "length", "prototype"].includes(name),
      );
      for (const member of members) {
        const is = seen(() => shown[member]);
        if (!listed.has(member)) expect(is === undefined || refused(is), `${id}.${member}`).toBe(true);
        else expect(refused(is), `${id}.${member}`).toBe(false);
      }
    }
  });

  it("each member of process is", () => {
    const names: string[] = [];
    for (let at: object = process; at !== Object.prototype; at = Object.getPrototypeOf(at) as object)
      names.push(...Object.getOwnPropertyNames(at));
    const shown = global["process"] as Record<string, unknown>;
    for (const name of names) {
      const is = seen(() => shown[name]);
      if (PROCESS.get(name) === "recorded") expect(refused(is), name).toBe(false);
      else expect(is === undefined || refused(is), name).toBe(true);
    }
  });

  it("each object that the language brings is frozen, but where errors are made", () => {
    const found = new Map<object, string>();
    const walk = (value: unknown, path: string): void => {
      if ((typeof value !== "object" && typeof value !== "function") || value === null || found.has(value)) return;
      // Of the program itself, as is what the list gives of Node.
      if (value === Function.prototype) return;
      found.set(value, path);
      for (const [key, { value: below }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
        if (path.split(".").length < 4) walk(below, `${path}.${key}`);
      walk(Object.getPrototypeOf(value), `${path}.__proto__`);
    };
    for (const name of Object.getOwnPropertyNames(global)) {
      const { value } = Object.getOwnPropertyDescriptor(global, name) ?? {};
      if (value !== undefined && value !== global) walk(value, name);
    }
    // A method may get a property of its own, which nothing reads.
    const classes = [...found].filter(
      ([one]) => typeof one !== "function" || (Object.hasOwn(one, "prototype") && !types.isProxy(one)),
    );
    expect(classes.length).toBeGreaterThan(80);
    const open = classes.filter(([one]) => !Object.isFrozen(one)).map(([, path]) => path);
    expect(open.filter((path) => !path.startsWith("phoenixSetupImportMeta"))).toEqual(["Error"]);
  });
});

it("each reason says what to use instead", () => {
  for (const [why, hint] of Object.values(REASONS)) expect([why, hint].every((text) => text.length > 10)).toBe(true);
});

const requires = (inside: Context, id: unknown) =>
  (runInContext("(function (require, id) { return require(id); })", inside) as (...given: unknown[]) => unknown)(
    module,
    id,
  );

it("a module of Node that is refused may be imported, since packages do; to use it is refused", () => {
  expect(seen(() => requires(context, "fs"))).toBeTypeOf("function");
  expect(seen(() => (requires(context, "fs") as { readFileSync: unknown }).readFileSync)).toSatisfy(refused);
  expect(seen(() => requires(context, "no-such-package"))).toMatchObject({ code: "MODULE_NOT_FOUND" });
});
