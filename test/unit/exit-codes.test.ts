import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EXIT_CODES } from "../../generator/contract/exit-codes.ts";
import { root } from "./project.ts";

describe("the table of exit codes", () => {
  it("has each name and each number once, in the order of the numbers", () => {
    const codes = EXIT_CODES.map(({ code }): number => code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(new Set(EXIT_CODES.map(({ name }) => name)).size).toBe(EXIT_CODES.length);
  });

  it("has meanings that fit into a script's head", () => {
    for (const { meaning } of EXIT_CODES) expect(meaning).toMatch(/^[\x20-\x7e]{5,80}$/);
  });

  it("knows every exit code that a contract test expects", () => {
    const folder = join(root, "test/contract");
    const texts = readdirSync(folder).flatMap((name) =>
      name.endsWith(".bats") ? [readFileSync(join(folder, name), "utf8")] : [],
    );
    const expected = texts
      .flatMap((text) => text.match(/(?<=\bends)( \d+)+/g) ?? [])
      .flatMap((list) => list.trim().split(" "));
    expect(expected.length).toBeGreaterThan(50);
    // A run that KILL ends cannot choose its exit code.
    const known = [...EXIT_CODES.map(({ code }) => String(code)), "137"];
    expect([...new Set(expected)].filter((code) => !known.includes(code))).toEqual([]);
  });
});
