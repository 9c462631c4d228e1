import { origin } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";
import { SURROUNDINGS } from "./bundle.ts";
import { IMPORT_META } from "./bundler.ts";
import { READ_LOCALLY } from "./evaluation-error.ts";
import { Misspelt } from "./public-api.ts";

/** What definition files see of the machine, and whether one of them has looked. */
export interface Surroundings {
  /** In the order of {@link SURROUNDINGS}. */
  readonly values: readonly unknown[];
  /** What leaves nothing behind and cannot change from one run to the next may be asked for without a note. */
  readonly module: (name: string, value: unknown) => unknown;
  /** Whether what the files gave may be other the next time, with the same files. */
  readonly looked: () => boolean;
}

/** Modules of Node that give the same for the same. */
const CONSTANT = /^(node:)?(assert|buffer|path|querystring|string_decoder|url|util)(\/|$)/;

/** Makes surroundings in which a definition cannot wait or end the program, and in which a look at clock, chance or environment is noted. */
export function surroundings(places: Places): Surroundings {
  let looked = false;
  const noted = <Value extends object>(value: Value, keys?: readonly PropertyKey[]): Value =>
    new Proxy(value, {
      get: (target, key) => {
        looked ||= keys === undefined || keys.includes(key);
        return Reflect.get(target, key, target) as unknown;
      },
    });
  const date = new Proxy(noted(Date, ["now"]), {
    construct: (target, given, made) => {
      looked ||= given.length === 0;
      return Reflect.construct(target, given, made) as object;
    },
    apply: () => {
      looked = true;
      return Date();
    },
  });
  // Node loads this clock when it is first named.
  const clock = {
    get now() {
      return performance.now.bind(performance);
    },
    get timeOrigin() {
      return performance.timeOrigin;
    },
  };
  const waits = (name: string) => (): never => {
    throw new Error(`${name}() would run after the definition has been read; a definition is data, made at once`);
  };
  // What a file prints must not stand between the data that a command prints.
  const { error } = console;
  const told: Readonly<Record<(typeof SURROUNDINGS)[number], unknown>> = {
    console: Object.assign(Object.create(console), { debug: error, dir: error, info: error, log: error, table: error }),
    Date: date,
    Math: noted(Math, ["random"]),
    performance: noted(clock),
    process: noted(process),
    fetch: waits("fetch"),
    queueMicrotask: waits("queueMicrotask"),
    setImmediate: waits("setImmediate"),
    setInterval: waits("setInterval"),
    setTimeout: waits("setTimeout"),
    [IMPORT_META]: importMeta(places),
  };
  return {
    values: SURROUNDINGS.map((name) => told[name]),
    module: (name, value) => {
      looked ||= !CONSTANT.test(name);
      return /^(node:)?process$/.test(name) ? told.process : value;
    },
    looked: () => looked,
  };
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

/** Ways to end or change the program that is running. */
const ENDINGS = ["abort", "chdir", "exit", "kill", "reallyExit", "setuid", "umask"] as const;

/** Runs `body`, and refuses meanwhile what would end or change the program. */
export function guarded<Result>(body: () => Result): Result {
  const own = process as unknown as Record<string, unknown>;
  const before = ENDINGS.map((name) => [name, own[name]] as const);
  const limit = Error.stackTraceLimit;
  const { exitCode } = process;
  for (const name of ENDINGS) {
    own[name] = (): never => {
      throw new Error(`process.${name}() is not for definitions; throw an Error to say what is wrong`);
    };
  }
  Error.stackTraceLimit = 100;
  try {
    return body();
  } finally {
    for (const [name, value] of before) own[name] = value;
    Error.stackTraceLimit = limit;
    process.exitCode = exitCode;
  }
}
