import { createTwoFilesPatch } from "diff";
import { TARGET } from "../../files/outputs.ts";
import type { Difference } from "../../pipeline/compare.ts";

/** What differs between a script in the folder, or none, and the one that is described: as `diff -u` prints it. */
export function diffOf({ script, before, after }: Difference, colour: boolean): string {
  const path = `${TARGET}/${script}`;
  const patch = createTwoFilesPatch(before === undefined ? "/dev/null" : path, path, before ?? "", after).trimEnd();
  return colour ? patch.split("\n").map(coloured).join("\n") : patch;
}

/** The same for data. */
export const plainDiff = (difference: Difference): string => diffOf(difference, false);

const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(---|\+\+\+|===)/, "1"],
  [/^@@/, "36"],
  [/^\+/, "32"],
  [/^-/, "31"],
];

function coloured(line: string): string {
  const [, code] = COLOURS.find(([start]) => start.test(line)) ?? [];
  return code === undefined ? line : `\x1b[${code}m${line}\x1b[0m`;
}
