import { describe, expect, it } from "vitest";
import { broken, brokenInside } from "./broken.ts";

describe("R2, one statement a line: ", () => {
  it.each([
    "if f; then\n  g\nelif h; then\n  i\nelse\n  j\nfi",
    "for A in 1 2; do\n  f\ndone",
    "for ((A = 1; A < 3; A++)); do\n  f\ndone",
    "case $1 in\n  a) f ;;\n  b | c)\n    f\n    g\n    ;;\n  *) ;;\nesac",
    "A=$(f | g) || return",
    "f a \\\n  b",
    "f 'a; b' \"; c\" # and; more",
    "(f)",
    "f &\nwait",
    "f <<'END'\na; b\nif c; then d; fi\nEND\ng",
    "A=(\n  a\n  b\n)",
    "trap f EXIT",
  ])("%s", (body) => {
    expect(brokenInside(body)).toEqual([]);
  });

  it.each([
    ["f; g", 1],
    ["f\nif a; then b; fi", 2],
    ["for A in 1; do f; done", 1],
    ["while read -r A; do f; done", 1],
    ["if a; then f\nfi", 1],
    ["if a; then\n  f; fi", 2],
    ["if a; then\n  f\nelse g\nfi", 3],
    ["case $1 in a) f ;; esac", 1],
    ["case $1 in\n  a) f\n    g ;;\nesac", 2],
    ["A=$(f; g) || return", 1],
    ["f & g", 1],
    ["{ f; g; } 2>/dev/null", 1],
    ["trap 'f; g' EXIT", 1],
  ])("not %s", (body, line) => {
    expect(brokenInside(body)).toContain(`${line} R2`);
  });

  it("a function in one line wraps one command", () => {
    expect(broken('a() { b "$@"; }\nc() { (b "$@"); }\nd() { b | c; }\n')).toEqual([]);
    expect(broken("a() { b; c; }\n")).toContain("1 R2");
    expect(broken("a() { b || :; }\n")).toEqual(["1 R2"]);
    expect(broken("a() { if b; then c; fi; }\n")).toContain("1 R2");
    expect(broken("a() { b\n}\n")).toEqual(["1 R2"]);
    expect(broken("a() {\n  b; }\n")).toEqual(["2 R2"]);
  });
});

describe("R3, one variable with a value a line: ", () => {
  it.each([
    "local a b c",
    "local a=1",
    "local -a a=(1 2)",
    "local -A a=([b]=1)",
    "local a=${1#b} # c=2",
    "local -n a=$1",
    "declare -f a b",
  ])("%s", (body) => {
    expect(brokenInside(body)).toEqual([]);
  });

  it.each([
    "local a=1 b=2",
    "local a b=2",
    "local -a a=(1) b",
    "readonly A=1 B=2",
    "local a=$(f)",
    'local a="x $(f)"',
  ])("not %s", (body) => {
    expect(brokenInside(body)).toContain("1 R3");
  });
});

describe("R4, at most 120 columns", () => {
  it("counts characters, not bytes", () => {
    expect(broken(`# ${"ü".repeat(118)}\n`)).toEqual([]);
    expect(broken(`a\n# ${"u".repeat(119)}\n`)).toEqual(["2 R4"]);
  });

  it("does not count a template's own comment, but counts its tags", () => {
    expect(broken(`{{!-- ${"u".repeat(200)} --}}\n`)).toEqual([]);
    expect(broken(`a {{#if ${"u".repeat(120)}}}b{{/if}}\n`)).toEqual(["1 R4"]);
  });
});

describe("what cannot be read is said", () => {
  it.each([
    "f 'a",
    'f "a',
    "if a; then\n  b",
    "f `a`",
    "[[ a",
    "case a in\n b) c",
    "f $(g",
    "f ${a",
    "a) b",
  ])("%s", (body) => {
    expect(broken(`f() {\n${body}\n}\n`).join()).toMatch(/^\d+ unreadable/);
  });
});
