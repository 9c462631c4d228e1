import { type Context, constants, createContext, runInContext } from "node:vm";
import { origin } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";
import { GLOBALS, type Reason } from "./available.ts";
import { builtInModules, locatorless, zeroing } from "./built-in-modules.ts";
import { IMPORT_META } from "./bundler.ts";
import { withoutChance, withoutClock } from "./clock-and-chance.ts";
import { shownStack } from "./evaluation-stack.ts";
import { freezeIntrinsics, knowBothRealms } from "./intrinsics.ts";
import { processView } from "./process-view.ts";
import { Misspelt } from "./public-api.ts";
import { READ_LOCALLY } from "./read-locally.ts";
import { refusing } from "./unavailable.ts";

/** What the definitions of one load are evaluated in: the language, and of Node what gives the same for the same, or is recorded. */
export interface EvaluationContext {
  readonly context: Context;
  /** What definitions see of a module of Node. */
  readonly module: (id: string) => unknown;
  /** Sets back what one file may change for the next. */
  readonly reset: () => void;
}

/** How many frames of an error are kept. */
export const FRAMES = 100;

/**
 * Makes the context of one load. A net against accidents, not a sandbox: definitions are code that their author trusts.
 *
 * @param onRecord called with the key of what the definitions have looked at, so that the next run asks for it again
 */
export function evaluationContext(places: Places, onRecord: (key: string) => void): EvaluationContext {
  const refuse = refusing(places);
  const shown = processView(refuse, onRecord);
  // Node 22.0 to 22.7 have no context without interceptors; there it works as well, and is slower.
  const context = createContext((constants as Partial<typeof constants>).DONT_CONTEXTIFY ?? {});
  const global = runInContext("globalThis", context) as Record<string, unknown>;
  const given: Readonly<Record<string, () => unknown>> = {
    ...{ console: () => printing, process: () => shown, global: () => global },
    ...{ Buffer: zeroing, URL: () => locatorless(refuse) },
  };
  const names = new Set([...Object.getOwnPropertyNames(global), ...Object.getOwnPropertyNames(globalThis)]);
  const printing = printed();
  for (const name of names) {
    const is = GLOBALS.get(name) ?? "programming";
    const own = is === "constant" || is === "recorded";
    if (own && name in global && given[name] === undefined) continue;
    const value = own ? once(given[name] ?? (() => (globalThis as Record<string, unknown>)[name])) : undefined;
    const get = value ?? (() => refuse.global(name, is as Reason));
    Object.defineProperty(global, name, { get, configurable: true, enumerable: false });
  }
  Object.defineProperty(global, IMPORT_META, { value: importMeta(places) });
  withoutClock(global, onRecord);
  withoutChance(global);
  const error = global["Error"] as ErrorConstructor;
  Object.defineProperty(error, "prepareStackTrace", {
    get: () => shownStack,
    set: () => refuse.member("Error.prepareStackTrace = …", "shared"),
  });
  knowBothRealms(global);
  freezeIntrinsics(context, global);
  if (context === global) Object.freeze(global);
  return {
    context,
    module: builtInModules(refuse, { process: shown }),
    reset: () => {
      error.stackTraceLimit = FRAMES;
    },
  };
}

const once = (make: () => unknown): (() => unknown) => {
  let made: { readonly value: unknown } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** What a file prints must not stand between the data that a command prints. */
function printed(): object {
  const { error } = console;
  const methods = Object.entries(console).filter(([name, value]) => /^[a-z]/.test(name) && typeof value === "function");
  return Object.freeze({
    ...Object.fromEntries(methods),
    debug: error,
    dir: error,
    info: error,
    log: error,
    table: error,
  });
}

/** `import.meta` of a definition, of which there is nothing; packages, which often only ask whether there is something, see nothing. */
const importMeta = (places: Places): object =>
  new Proxy(Object.create(null) as object, {
    get: (_, key) => {
      if (typeof key === "symbol" || places.callInPackage(origin()) !== undefined) return undefined;
      throw new Misspelt(
        `there is no \`import.meta.${key}\` in a definition: it is no module of its own`,
        READ_LOCALLY,
      );
    },
  });
