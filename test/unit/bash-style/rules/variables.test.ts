import { describe, expect, it } from "vitest";
import { broken, brokenInside } from "./broken.ts";

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
