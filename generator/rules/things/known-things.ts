import type { Step } from "../../dsl/step.ts";
import type { MayProvide, Provided, Thing } from "../../dsl/things.ts";

/** Returns whether a step leaves a thing behind, rather than removes it. */
export const isThere = ({ state }: Provided): boolean => state?.["kind"] !== "nothing" && state?.["state"] !== "absent";

/** What the steps of a container have made so far, for sure or perhaps. */
export class KnownThings {
  private readonly names = new Set<string>();
  private readonly guesses: MayProvide[] = [];

  /** Takes a step for carried out. */
  add({ provides, mayProvide }: Partial<Pick<Step, "provides" | "mayProvide">>): void {
    // A step of a package that brings an older copy of this program along does not say what it makes.
    if (provides === undefined) this.guesses.push(() => true);
    for (const thing of (provides ?? []).filter(isThere)) {
      this.names.add(`${thing.what} ${thing.name}`);
      if (thing.what === "path") for (const folder of foldersAbove(thing.name)) this.names.add(`path ${folder}`);
    }
    if (mayProvide !== undefined) this.guesses.push(mayProvide);
  }

  /** Returns whether a thing is there, or may be. */
  has(thing: Thing): boolean {
    return this.names.has(`${thing.what} ${thing.name}`) || this.guesses.some((guess) => guess(thing));
  }
}

/** Missing folders are made with what is put into them. */
const foldersAbove = (path: string): string[] =>
  path.split("/").flatMap((_, i, parts) => (i > 1 ? [parts.slice(0, i).join("/")] : []));
