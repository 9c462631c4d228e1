import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { word } from "../../generator/bash/word.ts";
import { COLUMNS, folded, linesOfText } from "../../generator/render/layout.ts";

const words = (count: number): string[] => Array.from({ length: count }, (_, i) => `word-${i}`);
const wide = (text: string): string[] => text.split("\n").filter((line) => Buffer.byteLength(line) > COLUMNS);

/** What Bash makes of words in the place of `$@`. */
const read = (bash: string): string[] =>
  execFileSync("bash", ["--norc", "-c", bash], { encoding: "utf8" }).split("\0").slice(0, -1);

describe("lines that are too wide:", () => {
  it("what is narrow stays as it is", () => {
    const text = `f() {\n  g 'a  b'   c\n${"x".repeat(COLUMNS)}\n}\n`;
    expect(folded(text)).toBe(text);
  });

  it.each([
    ["words", words(60)],
    [
      "quoted words, of which some are wide",
      ["a b", "c  d".repeat(40), "it's", '"', "\\", "e f".repeat(9), "# g", "h"],
    ],
    ["one wide word", ["x y".repeat(200)]],
  ])("a command with %s means the same on several", (_, list) => {
    const quoted = list.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
    const line = `  printf '%s\\0' ${quoted} "$(printf '%s  %s' 'i  j' k)" || exit`;
    const text = folded(`f() {\n${line}\n}\nf\n`);
    expect(text).not.toContain(line);
    expect(read(text)).toEqual([...list, "i  j  k"]);
  });

  it("any words mean the same on several lines", () => {
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const parts = [
      " ",
      "  ",
      "'",
      '"',
      "\\",
      "$",
      "$(",
      "`",
      "#",
      "\n",
      "{",
      "}",
      "((",
      "[[ ",
      "]]",
      "<<a",
      "&&",
      "é",
      "a",
      "bc",
    ];
    const lists = Array.from({ length: 300 }, () =>
      Array.from({ length: 1 + random(8) }, () =>
        Array.from({ length: random(60) }, () => parts[random(parts.length)]).join(""),
      ),
    );
    const text = folded(lists.map((list) => `  printf '%s\\0' ${list.map(word).join(" ")} x\\ \\ y\n`).join(""));
    expect(text).toMatch(/ \\\n/);
    expect(read(text)).toEqual(lists.flatMap((list) => [...list, "x  y"]));
  });

  it("a value stands on a line of its own if it does not fit", () => {
    const value = `'${"a b ".repeat(40)}'`;
    expect(folded(`  local text=${value}\n`)).toBe(`  local text\n  text=${value}\n`);
  });

  it("lines that follow a backslash are further in once", () => {
    const text = folded(`  f one \\\n    ${words(40).join(" ")} \\\n    two\n`);
    expect(wide(text)).toEqual([]);
    expect(text.split("\n").filter((line) => line !== "" && !line.startsWith("  f"))).toSatisfy((lines: string[]) =>
      lines.every((line) => /^ {4}\S/.test(line)),
    );
  });

  it("a comment is one text", () => {
    const text = folded(`f\n  # ${words(30).join(" – ")}\n  # and more\n  g # h\n`);
    expect(wide(text)).toEqual([]);
    expect(text.replaceAll("\n  # ", " ")).toBe(`f ${words(30).join(" – ")} and more\n  g # h\n`);
  });

  it("columns are counted in bytes", () => {
    expect(linesOfText("é é é é", 5)).toEqual(["é é", "é é"]);
  });
});
