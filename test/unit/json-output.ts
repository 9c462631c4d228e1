import { expect } from "vitest";
import type { Name } from "../../generator/cli/json/data.ts";
import { outputOf } from "../../generator/cli/json/output.ts";
import { called } from "./in-process.ts";

/** What a command prints with `--json`: one value, as its schema has it, which knows the exit code too. */
export async function output(folder: string, name: Name | null, words: readonly string[]) {
  const { code, out, err } = await called(folder, words);
  const value = outputOf(name).parse(JSON.parse(out));
  expect(value.exit).toBe(code);
  return { value, err };
}
