import { describe, expect, it } from "vitest";
import { bashOf } from "./template-bash.ts";

const texts = (template: string): string[] => bashOf(template).map(({ text }) => text);

describe("a template's Bash", () => {
  it("has a word for each value, and no comment of the template", () => {
    expect(texts("{{!-- a\nb --}}\n{{fn}}_check() { f {{x}} {{argv y.z}}; }\n")).toEqual([
      "step_fn_check() { f X ARGV_Y_Z; }",
    ]);
  });

  it("is printed with each branch of a block, and knows the lines", () => {
    const template = "a\n{{#if x}}\nb\n{{else}}\nc\n{{/if}}\nd";
    expect(texts(template)).toEqual(["a\nb\nd", "a\nc\nd"]);
    expect(bashOf(template).map(({ lines }) => lines)).toEqual([
      [1, 3, 7],
      [1, 5, 7],
    ]);
  });

  it("answers the same question the same everywhere", () => {
    expect(texts("{{#if x}}a{{/if}} {{#if x}}b{{/if}} {{#unless x}}c{{/unless}}")).toEqual(["a b ", "  c"]);
  });

  it("is printed with blocks in blocks", () => {
    expect(texts("{{#if x}}a{{else}}{{#if y}}b{{else}}c{{/if}}{{/if}}")).toEqual(["a", "b", "c"]);
    expect(texts("{{#each x}}{{#if y}}b {{/if}}c{{/each}}")).toEqual(["b c", "c", ""]);
  });

  it("takes one of several blocks that would run into one word", () => {
    expect(texts("if {{#if a}}x y{{/if}}{{#if b}}[[ z ]]{{/if}}; then")).toEqual([
      "if x y; then",
      "if [[ z ]]; then",
      "if ; then",
    ]);
    expect(texts("f{{#if a}} x{{/if}}{{#if b}} y{{/if}}")).toEqual(["f x y", "f y", "f x", "f"]);
  });

  it("goes on in the same line behind a branch that is not printed", () => {
    expect(texts("f{{#each x}} \\\n  {{this}}{{/each}} || return\ng")).toEqual([
      "f \\\n  THIS || return\ng",
      "f || return\ng",
    ]);
    expect(bashOf("f{{#each x}} \\\n  {{this}}{{/each}} || return\ng").at(-1)?.lines).toEqual([1, 3]);
  });

  it("keeps what only looks like a value, and blank lines", () => {
    expect(texts("f '\\{{.State}}'\n\ng")).toEqual(["f '{{.State}}'\n\ng"]);
  });
});
