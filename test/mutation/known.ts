import type { Mutant } from "./mutant.ts";

/** Survivors that no test has to notice, and why: they are told apart from the others, and count for nothing. */
export const known: readonly (Omit<Mutant, "line"> & { readonly reason: string })[] = [
  {
    file: "generator/bash/program-roles.ts",
    function: "Regex",
    removed: "const baseName",
    instead: "/.*\\//",
    reason: "a greedy pattern finds its first place at the beginning anyway",
  },
];

/** Returns why a survivor is left alone; undefined if nobody has said so. `removed` is the beginning of what is taken out. */
export const reasonFor = (mutant: Mutant): string | undefined =>
  known.find(
    ({ file, function: name, removed, instead }) =>
      file === mutant.file &&
      name === mutant.function &&
      instead === mutant.instead &&
      mutant.removed.startsWith(removed),
  )?.reason;
