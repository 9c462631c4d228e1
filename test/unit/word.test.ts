import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { argv, bash, comment, word } from "../../generator/bash/word.ts";
import { sh } from "../../generator/dsl/shell.ts";
import { nastiest, refused, texts } from "../hostile.ts";
import { count } from "../steps/count.ts";
import { runs } from "../thorough.ts";

const seed = Number(process.env["PHOENIX_PROPERTY_SEED"] ?? Date.now() % 1e9);
const values = [...nastiest, ...texts(runs(1000, 10_000), seed)];
const batch = 500;

/** The four ways into a script, and a function of Bash for each that prints its words back, NUL after each. */
const ways: Record<string, (words: string[]) => string> = {
  word: (words) => words.map((value) => `  printf '%s\\0' ${word(value)}`).join("\n"),
  argv: (words) => `  printf '%s\\0' ${argv(words)}`,
  "the sh tag": (words) => words.map((value) => `  ${bash(sh`printf '%s\0' ${value}`)}`).join("\n"),
  "nested sh pieces": (words) => {
    const list = sh`${words.slice(1)}`;
    return `  ${bash(sh`${sh`printf '%s\0' ${words[0] ?? ""}`} ${list}`)}`;
  },
};

function run(program: string, locale: string): Buffer {
  const { stdout, stderr, status } = spawnSync("bash", ["-s"], {
    input: program,
    maxBuffer: 1e8,
    env: { PATH: process.env["PATH"], LC_ALL: locale },
  });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
  return stdout;
}

/** The first value that did not come back, for people. */
function compare(found: Buffer): void {
  const parts = found.toString().split("\0").slice(0, -1);
  for (const [i, value] of values.entries())
    if (parts[i] !== value) expect(parts[i], `seed ${seed}, value ${i}`).toBe(value);
  expect(parts.length).toBe(values.length);
  expect(found.equals(Buffer.from(values.map((value) => `${value}\0`).join("")))).toBe(true);
}

for (const [name, body] of Object.entries(ways)) {
  const functions: string[] = [];
  for (let at = 0; at < values.length; at += batch)
    functions.push(`f${at}() {\n${body(values.slice(at, at + batch))}\n}`);
  const calls = functions.map((_, i) => `f${i * batch}`).join("\n");

  test.each(["C.UTF-8", "C"])(`any text comes back through ${name} (%s)`, (locale) => {
    compare(run(`${functions.join("\n")}\n${calls}\n`, locale));
    count("property cases", values.length);
  });

  test(`any text comes back through ${name}, declare -f, and a second Bash`, () => {
    const printed = run(`${functions.join("\n")}\ndeclare -f\n`, "C.UTF-8");
    compare(run(`${printed.toString()}\n${calls}\n`, "C.UTF-8"));
    count("property cases", values.length);
  });
}

test.each(refused)("%j is refused", (text) => {
  expect(() => word(text)).toThrow(TypeError);
  expect(() => argv(["a", text])).toThrow(TypeError);
  expect(() => bash(sh`echo ${text}`)).toThrow(TypeError);
  expect(() => bash(sh`${sh`echo ${["a", text]}`}`)).toThrow(TypeError);
});

// `'a\'` and `'a\'\''b'` look to ShellCheck as if the backslash were to escape the quote (SC1003).
test.each([
  ["a\\", String.raw`$'a\\'`],
  ["a\\'b", String.raw`$'a\\\'b'`],
  ["a'b", String.raw`'a'\''b'`],
  ["a\\b c", String.raw`'a\b c'`],
])("%j is written as %s", (text, written) => {
  expect(word(text)).toBe(written);
});

test.each([
  ["a bidirectional mark", "\u202e"],
  ["a zero-width space", "\u200b"],
  ["a tag", "\u{e0041}"],
  ["a line separator", "\u2028"],
  ["a control character", "\u0085"],
  ["the escape of a terminal", "\u001b"],
])("no word shows %s as it is: an operator reads what Bash reads", (_, character) => {
  for (const text of [
    word(`a${character}b`),
    argv([character]),
    bash(sh`echo ${character}`),
    comment(`a${character}b`),
  ])
    expect(text).not.toContain(character);
});
