import { type Context, runInContext } from "node:vm";
import { Unavailable } from "./unavailable.ts";

type Global = Readonly<Record<string, unknown>>;
type Constructor = ((...given: never[]) => unknown) & { readonly prototype: object };

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/**
 * What a definition is given by phoenix-setup was made with the language of the program, not with that of the definitions. `instanceof`
 * takes both, whichever of them the value comes from.
 */
export function knowBothRealms(global: Global): void {
  const ordinary = Function.prototype[Symbol.hasInstance];
  for (const name of CLASSES) {
    const [inner, outer] = [global[name], (globalThis as Global)[name]] as [Constructor?, Constructor?];
    if (inner === undefined || outer === undefined) continue;
    Object.defineProperty(inner, Symbol.hasInstance, {
      // A class that extends it inherits this, and has instances of its own only.
      value(this: unknown, value: unknown) {
        const own = ordinary.call(this as never, value);
        return own || (this === global[name] && ordinary.call(outer as never, value));
      },
    });
  }
}

const ERRORS = "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError".split(" ");
const CLASSES = [
  ...ERRORS,
  ..."Object Function Array Map Set Promise RegExp Date ArrayBuffer DataView Uint8Array Int8Array Uint16Array".split(
    " ",
  ),
  ..."Int16Array Uint32Array Int32Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array".split(
    " ",
  ),
];

/** What the language has and no global names: of each of these, its prototypes and what made it. */
const HIDDEN = `[
  [][Symbol.iterator](), new Map().entries(), new Set().entries(), ""[Symbol.iterator](), "".matchAll(/x/g), new Uint8Array(),
  (function* () {})(), (async function* () {})(), function* () {}, async function* () {}, async () => {}
]`;

/**
 * Freezes what the language brings, so that no definition changes it for another one.
 *
 * @param context whose global object is `global`
 */
export function freezeIntrinsics(context: Context, global: Global): void {
  const found = new Set<object>();
  const add = (value: unknown): void => {
    if (isObject(value)) found.add(value);
  };
  const withPrototype = (value: unknown): void => {
    add(value);
    if (typeof value === "function") add((value as Partial<Constructor>).prototype);
  };
  for (const { value } of Object.values(Object.getOwnPropertyDescriptors(global))) withPrototype(value);
  for (const { value } of Object.values(Object.getOwnPropertyDescriptors(global["Intl"]))) withPrototype(value);
  for (const one of runInContext(HIDDEN, context) as unknown[])
    for (let at = Object.getPrototypeOf(one); at !== null; at = Object.getPrototypeOf(at)) {
      add(at);
      withPrototype((at as { constructor?: unknown }).constructor);
    }
  for (const [name, members] of Object.entries(overridden())) {
    const { prototype } = global[name] as Constructor;
    for (const member of members ?? Object.getOwnPropertyNames(prototype)) overridable(prototype, name, member);
  }
  // Where errors are made, V8 reads how many frames to keep from a plain property, and packages set it.
  const error = global["Error"] as object;
  found.delete(error);
  found.delete(global);
  for (const one of found) Object.freeze(one);
  for (const [key, { configurable }] of Object.entries(Object.getOwnPropertyDescriptors(error)))
    if (configurable && key !== "stackTraceLimit") Object.defineProperty(error, key, { configurable: false });
  Object.preventExtensions(error);
}

/** What objects often have of their own, by assignment, where their frozen prototype has it too; undefined: all of it. */
const overridden = (): Readonly<Record<string, readonly string[] | undefined>> => ({
  Object: undefined,
  Function: ["constructor", "toString", "call", "apply", "bind"],
  Array: ["toString", "push", "concat"],
  ...Object.fromEntries(ERRORS.map((name) => [name, ["constructor", "name", "message", "toString"]])),
});

/** A frozen property would refuse the assignment to whatever inherits it: the language's own oddity. */
function overridable(prototype: object, name: string, member: string): void {
  const property = Object.getOwnPropertyDescriptor(prototype, member);
  if (property === undefined || !("value" in property)) return;
  const { value } = property;
  Object.defineProperty(prototype, member, {
    get: () => value,
    set(this: object, given: unknown) {
      if (this === prototype) throw new Unavailable(`${name}.prototype.${member} = …`, "shared");
      Object.defineProperty(this, member, { value: given, configurable: true, enumerable: true, writable: true });
    },
    enumerable: false,
    configurable: false,
  });
}
