import type { Mutant } from "./mutant.ts";

/** Survivors that no test has to notice, and why: they are told apart from the others, and count for nothing. */
export const known: readonly (Pick<Mutant, "file" | "function" | "removed"> & { readonly reason: string })[] = [];

/** Returns why a survivor is left alone; undefined if nobody has said so. */
export const reasonFor = (mutant: Mutant): string | undefined =>
  known.find(
    ({ file, function: name, removed }) =>
      file === mutant.file && name === mutant.function && mutant.removed.startsWith(removed),
  )?.reason;
