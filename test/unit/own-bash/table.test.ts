import { describe, expect, it } from "vitest";
import { piece, refusalOf } from "./asked.ts";

const values = {
  v: "a b",
  two: 2,
  list: ["a", "b c"],
  none: [],
  name: "plain",
  late: { from: "environment", key: "V", format: "text" },
  path: { from: "environment", key: "P", format: "path" },
} as const;
const refusal = (text: string) => refusalOf(piece(text, values));

describe("the table of issue 14 is refused:", () => {
  it.each([
    ["echo ‹two›>file", /touches >/],
    ["echo 'x'; echo ‹two›<file", /touches </],
    ["echo $'it\\'s ‹v›'", /inside single quotes/],
    ["cat <<\\EOF\n‹v›\nEOF", /inside a here-document/],
    ["cat <<!\n‹v›\n!", /inside a here-document/],
    ["cat <<1\n‹v›\n1", /inside a here-document/],
    ["cat <<'END-OF'\n‹v›\nEND-OF", /inside a here-document/],
    ["cat <<$X\n‹v›\n$X", /inside a here-document/],
    ["cat <<-EOF\n\t‹v›\n\tEOF", /inside a here-document/],
    ["cat <<EOF\n\tEOF\n‹v›\nEOF", /inside a here-document/],
    ['x="$(case $x in /*) echo "‹v›" ;; esac)"', /inside double quotes/],
    ["[[ ‹late› -gt 1 ]]", /arithmetic/],
    ["a[‹v›]=", /arithmetic/],
    ["declare -i x=‹v›", /arithmetic/],
    ["test -v ‹v›", /a name by test -v/],
    ["read ‹v›", /a name by read/],
    ["local -n r=‹v›", /a name/],
    ["printf -v ‹v› x", /a name by printf -v/],
    ["let ‹v›", /a name by let/],
    ["let x=‹v›", /a name by let/],
    ["echo $[‹v›]", /arithmetic/],
    ["echo $$‹v›", /touches a \$/],
    ["echo $‹v›", /./],
    ["eval ‹v›", /a program by eval/],
    ["trap ‹v› EXIT", /a program by trap/],
    [". ‹v›", /a program/],
    ["unset ‹v›", /a name by unset/],
    ["[[ $a == ‹v› ]]", /a pattern/],
  ])("%j", (text, says) => {
    expect(refusal(text)?.says).toMatch(says);
  });

  it.each([
    "[[ $a == ‹v› ]]",
    "case $a in ‹v›) ;; esac",
    "[[ $a =~ ‹v› ]]",
    "echo ${x#‹v›}",
    "echo ${x:-‹v›}",
    "echo {a,‹v›}",
  ])("%j, with what to write instead", (text) => {
    expect(refusal(text)?.fix).toBe('write x=${…} first, then "$x"');
  });
});

describe("so are their neighbours:", () => {
  it.each([
    ...[
      'echo "‹v›"',
      "echo '‹v›'",
      'echo $"‹v›"',
      "echo `echo ‹v›`",
      "echo a # ‹v›",
      "(( ‹v› ))",
      "echo $((1 + ‹v›))",
      "for ((i = 0; i < ‹v›; i++)); do :; done",
    ],
    ...[
      "echo ${x#‹v›}",
      "echo ${x/‹v›/y}",
      "echo ${x:‹two›}",
      "echo ${a[‹v›]}",
      'echo "${x:-‹v›}"',
      "echo $x‹v›",
      "echo {1..‹two›}",
      "echo {‹v›}",
      "echo ~‹v›",
      "x=~‹v›",
      "echo a=~‹v›",
    ],
    ...[
      "{‹v›}>file",
      "exec ‹two›<file",
      "cat 2>&‹two›",
      "echo [‹v›]",
      "echo @(‹v›)",
      "echo \\‹v›",
      "coproc ‹name› { :; }",
      "select ‹name› in a; do :; done",
      "for ‹name› in a; do :; done",
    ],
    ...[
      "case $x in a | ‹v›) ;; esac",
      "[[ a != ‹v› ]]",
      "[[ a =~ ^‹v› ]]",
      "[[ -v ‹v› ]]",
      "[ -v ‹v› ]",
      "[ ‹v› ‹v› ]",
      "[ ‹late› = a -o b = c ]",
      "function ‹name› { :; }",
      "‹name›() { :; }",
    ],
    ...[
      "mapfile -t ‹v›",
      "readarray ‹v›",
      "mapfile -C ‹v› x",
      "getopts ab ‹v›",
      "wait -n -p ‹v›",
      "printf ‹v›",
      "bash -c ‹v›",
      "/bin/bash -c ‹v›",
      "sudo /usr/bin/env /usr/bin/dash -c ‹v›",
      "sh -ec ‹v›",
      "sudo -u a bash -c ‹v›",
      "find . -exec sh -c ‹v› \\;",
    ],
    ...[
      "xargs -I{} sh -c ‹v›",
      "docker exec a sh -c ‹v›",
      "ssh host rm ‹v›",
      "ssh -o ‹v› host",
      "ssh ‹late› uptime",
      "awk ‹v› f",
      "awk -F: ‹v›",
      "sed -i s/a/‹v›/ f",
      "sed -ne ‹v› f",
      "sed --expression=‹v› f",
      "perl -pe ‹v› f",
    ],
    ...[
      "python3 -c ‹v›",
      "jq ‹v› f",
      "jq .‹name› f",
      "node -e ‹v›",
      "su -c ‹v› a",
      "env -S ‹v›",
      "watch ‹v›",
      "source ‹v›",
      "alias x=‹v›",
      "export ‹v›",
      "export ‹v›=x",
      "export -n ‹v›",
      "readonly ‹v›",
      "local ‹list›",
    ],
    ...[
      "declare -a x=‹v›",
      "declare -A x=([‹v›]=a)",
      "declare -ai x=(‹v›)",
      "declare -i n\nn=‹v›",
      "declare $flags x=‹v›",
      "x=‹list›",
      "x=1‹list›",
      "cat <‹list›",
      "RANDOM=‹v›",
      "PS4=‹v›",
      "BASH_ENV=‹v› bash x",
    ],
    ...[
      "bash <<<‹v›",
      "printf '%s' ‹v› | bash",
      "echo ‹v› | sh -s",
      "command eval ‹v›",
      "builtin read ‹v›",
      "set ‹v›",
      "compgen -W ‹v›",
      "cat <<EOF\n$(echo ‹v›)\nEOF",
      "cat <<A <<B\n‹v›\nA\nB",
      "‹none› x",
      "x=(‹late›=a)",
    ],
    ...[
      "[[ $(echo ‹v›) -gt 1 ]]",
      'eval "$(echo ‹v›)"',
      "a[$(echo ‹v›)]=1",
      "echo $(( $(echo ‹v›) ))",
      "echo ‹v›\\",
      "bash ‹late›",
    ],
  ])("%j", (text) => {
    expect(refusal(text)).toBeDefined();
  });

  it.each([
    ["‹v›", "if"],
    ["‹v› a", "A=b"],
    ["echo ‹v›", "-n"],
    ["[[ ‹v› == a ]]", "-f"],
    ["bash ‹v›", "-c"],
    ["ssh ‹v› uptime", "-oProxyCommand=x"],
    ["wait ‹v›", "-p"],
  ])("%j with %j", (text, v) => {
    expect(refusalOf(piece(text, { v }))).toBeDefined();
    expect(refusalOf(piece(text, { v: "other" }))).toBeUndefined();
  });
});

describe("what the parser gives up on is said, with how to write it:", () => {
  it.each([
    "if true; then echo ‹v›",
    "cat <<EOF\necho ‹v›",
    "echo ‹v› )",
    "echo ‹v› 'a",
    "echo ‹v› $(a",
  ])("%j", (text) => {
    expect(refusal(text)).toBeDefined();
  });
});

it("what is nested is read where it stands", () => {
  const inner = piece("echo ‹v›", values);
  expect(refusalOf({ literals: ["", ""], values: [inner] })).toBeUndefined();
  expect(refusalOf({ literals: ['x="$(', ')"'], values: [inner] })).toBeUndefined();
  expect(refusalOf({ literals: ["cat <<EOF\n", "\nEOF"], values: [inner] })).toBeDefined();
  expect(refusalOf({ literals: ["", ""], values: [piece('echo "‹v›"', values)] })?.says).toMatch("double quotes");
});
