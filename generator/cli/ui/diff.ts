import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { TARGET } from "../../files/outputs.ts";

/**
 * What differs between a script that is there, or none, and the one that is described: as `diff -u` prints it.
 *
 * @param folder the project
 */
export function diffOf(folder: string, name: string, text: string, colour: boolean): string {
  const path = `${TARGET}/${name}`;
  const old = existing(join(folder, path));
  const patch = createTwoFilesPatch(old === undefined ? "/dev/null" : path, path, old ?? "", text).trimEnd();
  return colour ? patch.split("\n").map(coloured).join("\n") : patch;
}

function existing(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether data may be coloured: only for a person who looks at it. */
export const colourOut = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;

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
