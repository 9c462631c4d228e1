import { describe, expect, it } from "vitest";
import { breachesOf, documentedGlobals } from "./style.ts";

/** The rules that a template breaks, in the order of its lines. */
function broken(text: string, path = "steps/x.sh.hbs"): string[] {
  const globals = documentedGlobals([{ path, text }]);
  return breachesOf({ path, text }, globals).map((shown) => /:(\d+ \w+):/.exec(shown)?.[1] ?? shown);
}

/** The same of the body of a function, whose first line is line 1. */
const brokenInside = (body: string): string[] =>
  broken(`{{fn}}_check() {\n${body}\n}\n`).map((one) => one.replace(/^\d+/, (line) => String(Number(line) - 1)));

describe("R1, decisions: ", () => {
  it.each([
    "[[ -e $1 ]] || return",
    "  [[ -e $1 ]] || return 1\n  f",
    "(\n  f || exit 1\n  g\n)",
    'f || fail_because "what" || return\ng',
    'f || fail_because "what"',
    'f "$1" |\n  g || differs "why" || return\ng',
    '! restart_is_due a || differs "why" || return\ng',
    "rc=0\nf || rc=$?\n[[ $rc == 0 ]]",
    "f || :",
    'f || exit_script "$EXIT_BUG"\ng',
    "[[ -e $1 && -e $2 || $1 == a ]]",
    "(($1 > 2 && $2 < 3))",
    "if f && g || h; then\n  :\nfi",
    "while f_is && ! g_is || h_is; do\n  :\ndone",
    'if f; then\n  g || differs "why"\nelse\n  h || differs "why"\nfi',
  ])("%s", (body) => {
    expect(brokenInside(body.replaceAll("rc=", "RC=").replaceAll("$rc", "$RC"))).toEqual([]);
  });

  it.each([
    ["f && g", 1],
    ["[[ -e $1 ]] || g\nh", 1],
    ["f\n[[ -e $1 ]] || A=1", 2],
    ["f || { g; }", 1],
    ['f || fail_because "what"\ng', 1],
    ["f || g || return", 1],
    ["f || return || g", 1],
    ['f || differs "why" || g', 1],
    ["f || RC=1", 1],
    ["for A in 1; do\n  f || differs why\ndone", 2],
    ["A=$(f && printf .) || return 1", 1],
    ["f <(g && h)", 1],
    ["if f; then\n  g && h\nfi", 2],
    ["trap 'f && g' EXIT", 1],
  ])("not %s", (body, line) => {
    expect(brokenInside(body)).toContain(`${line} R1`);
  });
});

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

describe("R5, a function's variables are its own: ", () => {
  it.each([
    'local a\nread -r a <<<"$1"\nf "$a"',
    'local a b\nIFS=: read -r -d \'\' a b _ <<<"$1"\nf "$a$b"',
    'local a=0\na=$((a + 1))\nf "$a"',
    'f "$1" "${@:2}" "$#" "$?" "$HOME" "${BASH_REMATCH[1]}"',
    'local -A a=([key]=1)\na[other]=2\nf "${a[key]}" "${a[x$1]}"',
    'local i\nlocal a=()\nfor ((i = 0; i < 3; i++)); do\n  a[i]=$i\ndone\nf "${a[@]}"',
    "local a\nmapfile -t -d '' a < <(f)\nf \"${a[@]}\"",
    'local a\nprintf -v a %s "$1"\nf "$a"',
    'printf -v "$1" %s x',
    'local a\nexec {a}>"$1"\nf >&"$a"\nexec {a}>&-',
    "f '$a ${b}' \\$c",
    "local a\nf $((0x$1 + 16#ff + a))",
    "export lower",
  ])("%s", (body) => {
    expect(brokenInside(body)).toEqual([]);
  });

  it.each([
    ['f "$a"', 1],
    ["a=1", 1],
    ["f\n((a > 1))", 2],
    ["f $((a + 1))", 1],
    ["read -r a", 1],
    ["for a in 1; do\n  f\ndone", 1],
    ["printf -v a %s 1", 1],
    ["mapfile -t a", 1],
    ['f "${a:-x}"', 1],
    ['local b\nf "${b:$a}"', 2],
    ['local b\nf "${b:a}"', 2],
    ['local b=()\nf "${b[a]}"', 2],
    ["local b=()\nb[a]=1", 2],
    ["[[ -v a ]]", 1],
    ['f <(g "$a")', 1],
    ['f "$(g "x $a")"', 1],
    ["a=1 f", 1],
    ["exec {a}>x", 1],
    ['f "${!a}"', 1],
    ["trap 'f \"$a\"' EXIT", 1],
  ])("not %s", (body, line) => {
    expect(brokenInside(body)).toContain(`${line} R5`);
  });

  it("or globals that are declared with a comment", () => {
    const use = '\n# f\nf() {\n  g "$one" "$two"\n  two=2\n}\n';
    expect(broken(`# One, and two.\none=1\ntwo=''\n${use}`, "runtime/x.sh.hbs")).toEqual([]);
    expect(broken(`one=1 # One.\ntwo='' # Two.\n${use}`, "runtime/x.sh.hbs")).toEqual([]);
    expect(broken(`# One.\none=1\n\ntwo=''\n${use}`, "runtime/x.sh.hbs")).toEqual(["4 R5", "8 R5", "9 R5"]);
  });

  it("and in a body that is a subshell, all that it sets", () => {
    expect(broken('a() (\n  b=1\n  f "$b"\n)\n')).toEqual([]);
    expect(broken('a() (\n  f "$b"\n)\n')).toEqual(["2 R5"]);
  });
});

describe("R6, R7 and R8: names, exit codes and comments", () => {
  it("R6: a function's name says what is done to what", () => {
    expect(broken("container_is() { f; }\n")).toEqual([]);
    for (const name of ["is", "call", "must", "no", "docker_run_anew"])
      expect(broken(`${name}() { f; }\n`)).toEqual(["1 R6"]);
  });

  it("R7: a script's end has a named exit code", () => {
    const broke = (call: string): string[] => broken(`# f\nf() { ${call}; }\n`, "runtime/x.sh.hbs");
    expect(broke('fail "$EXIT_BUG" "2 of 3"')).toEqual([]);
    expect(broke('fail 70 "a"')).toEqual(["2 R7"]);
    expect(broke("exit_script 0")).toEqual(["2 R7"]);
    expect(broken("# f\nf() { trap 'exit_script 70' EXIT; }\n", "runtime/x.sh.hbs")).toEqual(["2 R7"]);
  });

  it("R8: one to three lines of comment stand directly before a function", () => {
    const broke = (before: string): string[] => broken(`${before}f() { g; }\n`, "shared/x.sh.hbs");
    expect(broke("# a\n")).toEqual([]);
    expect(broke("# a\n# b\n# c\n")).toEqual([]);
    expect(broke("{{#if a}}\n# a\n{{/if}}\n{{#if b}}\n# b\n{{/if}}\n")).toEqual(["7 R8"]);
    expect(broke("")).toEqual(["1 R8"]);
    expect(broke("# a\n\n")).toEqual(["3 R8"]);
    expect(broke("g # a\n")).toEqual(["2 R8"]);
    expect(broke("# a\n# b\n# c\n# d\n")).toEqual(["5 R8"]);
  });
});

describe("R10, loops and cases: ", () => {
  it.each([
    "while read -r A; do\n  f\ndone",
    'while IFS= read -r A || [[ -n $A ]]; do\n  f\ndone <<<"$1"',
    "while (($# > 0)); do\n  shift\ndone",
    "until [[ -e $1 ]]; do\n  f\ndone",
    'while kill -0 "$1" 2>/dev/null; do\n  f\ndone',
    "while ! container_is running; do\n  f\ndone",
    "while :; do\n  f\ndone",
    "case $1 in\n  a)\n    f\n    g\n    h\n    ;;\nesac",
  ])("%s", (body) => {
    expect(brokenInside(body)).toEqual([]);
  });

  it.each([
    ["until A=$(f); do\n  g\ndone", 1],
    ["while ((A++ < 3)); do\n  g\ndone", 1],
    ["while ((A -= 1)); do\n  g\ndone", 1],
    ["while read -r A && B=1; do\n  g\ndone", 1],
    ["until wait 1; do\n  g\ndone", 1],
    ["while { f_is; }; do\n  g\ndone", 1],
    ["for ((A = 1; A++ < 3; )); do\n  g\ndone", 1],
    ["case $1 in\n  a)\n    f\n    g\n    h\n    i\n    ;;\nesac", 2],
  ])("not %s", (body, line) => {
    expect(brokenInside(body)).toContain(`${line} R10`);
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
