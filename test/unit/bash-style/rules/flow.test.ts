import { describe, expect, it } from "vitest";
import { brokenInside } from "./broken.ts";

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
