import { origin } from "../validation/problem.ts";
import type { Places } from "../validation/source-positions.ts";
import { REASONS, type Reason } from "./available.ts";

/** A definition has used what would make the same files give other scripts; the hint names what to use instead. */
export class Unavailable extends Error {
  readonly hint: string;

  constructor(
    name: string,
    reason: Reason,
    /** Packages look at it to do without a module. */
    readonly code: string = "ERR_PHOENIX_SETUP_UNAVAILABLE",
  ) {
    const [why, hint] = REASONS[reason];
    super(`\`${name}\` is not available in a definition: ${why}`);
    this.hint = hint;
  }
}

/** Refuses something that a definition names. */
export interface Refuse {
  /** Throws for the author's own code. A package may name things without using them: it gets what throws when it is called. */
  member(name: string, reason: Reason): unknown;
  /** Throws for the author's own code. A package may ask whether there is a global: there is none. */
  global(name: string, reason: Reason): undefined;
}

/** What refuses during one load, whose `places` tell packages from the author's own files. */
export function refusing(places: Places): Refuse {
  const inPackage = (): boolean => places.callInPackage(origin()) !== undefined;
  return {
    member(name, reason) {
      if (inPackage()) return standIn(name, reason);
      throw new Unavailable(name, reason);
    },
    global(name, reason) {
      if (inPackage()) return undefined;
      throw new Unavailable(name, reason);
    },
  };
}

/** A function that throws when it is called, and so does whatever is read from it. */
export function standIn(name: string, reason: Reason): object {
  const refused = (): never => {
    throw new Unavailable(name, reason);
  };
  return new Proxy(function standIn() {}, {
    apply: refused,
    construct: refused,
    get: (target, key) =>
      typeof key === "symbol" || key === "prototype" || key === "then"
        ? (Reflect.get(target, key) as unknown)
        : standIn(`${name}.${key}`, reason),
  });
}
