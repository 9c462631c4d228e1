import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { sampled } from "../thorough.ts";
import { declared, program, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const canary = simulation.path("canary");
const refused = (what: unknown) => ({ code: 99, out: "", err: what });

describe("declarations that are refused, and of which nothing runs", () => {
  const texts = [
    `touch ${canary}`,
    `x=$(touch ${canary})`,
    `x=\`touch ${canary}\``,
    `x="$(touch ${canary})"`,
    `x=$'a'$(touch ${canary})`,
    `f () { touch ${canary}; }; f`,
    `f () \n{ \n    touch ${canary}\n}; f`,
    `f () \n{ \n    touch ${canary}\n}\nf`,
    `f () \n{ \n    :\n}; touch ${canary}; {\n    :\n}`,
    `f () \n{ \n    :; }; touch ${canary}; {\n    :\n}`,
    `f () \n{ \n    :\n} > ${canary}; touch ${canary}`,
    `f () { x=$(touch ${canary})\n}`,
    `{ touch ${canary}; }`,
    `{ x=1; } > ${canary}`,
    `if true; then\n  touch ${canary}\nfi`,
    `if x=1; then y=2; fi > ${canary}`,
    `x=1 touch ${canary}`,
    `(touch ${canary})`,
    `( x=1 ) > ${canary}`,
    `[[ -v a[$(touch ${canary})] ]]`,
    `declare x=$(touch ${canary})`,
    `declare -A x=()`,
    `export x=1`,
    `readonly x`,
    `local x=1`,
    `x=1 > ${canary}`,
    `x=1; touch ${canary}`,
    `x=1 && touch ${canary}`,
    `x=1 | touch ${canary}`,
    `x=1 &`,
    `> ${canary}`,
    `cat <<EOF > ${canary}\nx\nEOF`,
    `x=$((y[$(touch ${canary})]))`,
    `x[$(touch ${canary})]=1`,
    `x[0]=1`,
    `x+=1`,
    `x=(1 2)`,
    `x=$y`,
    `x=~`,
    `x=a:~root`,
    `x=*`,
    `x={a,b}`,
    `x="a"`,
    `x='a'`,
    `x=a b`,
    `x=$'a`,
    `x=a\\`,
    `for x in $(touch ${canary}); do :; done`,
    `for ((x = $(touch ${canary}); x < 1; x++)); do :; done`,
    `case $(touch ${canary}) in *) ;; esac`,
    `while touch ${canary}; do break; done`,
    `select x in $(touch ${canary}); do break; done`,
    `((x[$(touch ${canary})]))`,
    `coproc touch ${canary}`,
    `! touch ${canary}`,
    `time touch ${canary}`,
    `: <(touch ${canary})`,
    `trap 'touch ${canary}' EXIT`,
    `eval touch ${canary}`,
    `function f { touch ${canary}; }`,
    `f() { :; }`,
    `f () \n( touch ${canary} )`,
    "}",
    ")",
    "fi",
    "f () \n{ \n    :",
    "f () \n{ \n    cat <<X\n}",
    "f () \n{ \n    ); (\n}",
    "f () \n{ \n    :; }; {\n    :\n}",
    "f () \n{ \n    :   \n}",
    "f () \n{ \n    # a comment that declare -f would not print\n    :\n}",
    "f () \n{ \n    :\n}\nf () \n{ \n    true\n}",
  ];
  it.each(sampled(texts, 4))("%s", (text) => {
    expect(simulation.exec(`${text}\n`)).toEqual(refused(expect.stringMatching(/^simulator: refused /)));
    expect(simulation.has("canary")).toBe(false);
  });

  it("the offending line is named", () => {
    const { err } = simulation.exec(`x=1\ny=$'\\n'\ntouch ${canary}\n`);
    expect(err).toBe(`simulator: refused line 3: touch ${canary}\n`);
  });

  it("a function that declare -f prints otherwise is named", () => {
    const { err } = simulation.exec("g () \n{ \n    :\n}\nf () \n{ \n  :\n}\n");
    expect(err).toBe("simulator: refused line 5: f is not as declare -f prints it\n");
  });

  it("a function that declare -f prints wrongly is refused: its copy would run something else", () => {
    expect(simulation.exec(declared("f() { coproc cat; }")).err).toContain("f is not as declare -f prints it");
  });

  it.each([
    "run_steps 1",
    "serve_questions 1",
    "serve_questions;touch x",
    "serve_questions $(touch x)",
    "serve_questions ",
    "touch x",
    "",
  ])("the call line %j is refused", (line) => {
    const text = program("").replace("\nserve_questions\n", `\n${line}\n`);
    expect(simulation.pct("exec 900 -- bash -s", text)).toEqual(refused(`simulator: refused the call line: ${line}\n`));
  });

  it("a program without seam, without call line, without container_root, without serve_questions", () => {
    const exec = (text: string) => simulation.pct("exec 900 -- bash -s", text).err;
    expect(exec("x=1\n")).toBe("simulator: the program ended before its seam line\n");
    expect(exec("x=1\n# phoenix-setup: seam\n")).toBe("simulator: refused the call line: \n");
    expect(exec(program("").replace("container_root=\n", ""))).toContain("container_root is not declared");
    expect(exec("container_root=''\n# phoenix-setup: seam\nserve_questions\n")).toContain(
      "serve_questions is not declared",
    );
  });

  it.each([
    "step_1_a",
    "step_1_a_Check",
    "step_1_a_apply2",
    "step_x_check",
    "simulated_step",
  ])("the function %s", (name) => {
    const err = expect.stringMatching(`^simulator: refused the function ${name}: `);
    expect(simulation.exec(declared(`${name}() { touch ${canary}; }`))).toEqual(refused(err));
    expect(simulation.has("canary")).toBe(false);
  });
});

describe("declarations that pass", () => {
  it("functions that a step's own three call: they are named after it, and never run", () => {
    const text = declared(`step_1_a_check() { step_1_a_text; }\nstep_1_a_text() { touch ${canary}; }`);
    expect(simulation.exec(text).err).toBe("");
    expect(simulation.has("canary")).toBe(false);
  });

  const values = [
    "",
    "a",
    "it's",
    "a b",
    "$(touch x)",
    "`id`",
    "a\nb",
    "\\",
    "*",
    "{a,b}",
    "~",
    "a:~b",
    "#x",
    "!x",
    "é ☃",
    "\x1b[31m",
    "\x7f\x01",
    "-n",
    "a=b",
    "^",
    "%s",
    "[x]",
    "a,b",
  ];
  it("assignments of any text, which come back byte for byte", () => {
    simulation.reset();
    const names = values.map((_, i) => `x${i}`);
    const prints = names.map((name) => `printf '<%s>' "$${name}";`).join(" ");
    const functions = declared(`step_1_a_check() { :; }; step_1_a_apply() { :; }; note() { ${prints} }`);
    const assigned = quoted(values).map((word, i) => `x${i}=${word}\n`);
    const { code, out, err } = simulation.exec(`${assigned.join("")}${functions}`);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(values.map((value) => `<${value}>`).join(""));
  });

  const sources = [
    "f() { cat <<'EOF'\n}\nEOF\n}",
    "f() { cat <<EOF\n$x $(id)\n}\ntouch y\nEOF\n echo; }",
    "f() { cat <<-A; cat <<B\n\ta\n\tA\nb\nB\n}",
    "f() { x='\n}\ntouch y\n'; }",
    "f() { x=\"\n}\n$(echo '}')\n\"; }",
    "f() { x=$'a\\n}\\'b'; }",
    "f() { case $1 in a | b) echo;; (c) : ;& *) ;; esac; }",
    "f() { for ((i = 0; i < 3; i++)); do ((i % 2)) || continue; done; }",
    'f() { for x; do :; done; for y in "$@" *; do :; done; select z in a; do break; done; }',
    `f() { while read -r x; do echo "$x"; done < <(printf '%s\\n' "\${a[@]}"); until false; do break; done; }`,
    "f() { [[ $x =~ ^(a|b)$'\\n'[[:space:]]+$ && ! -e $y || $z < b ]]; }",
    "f() { x=$(cat \"$1\" 2>&1 | sed 's/}/{/'; echo $((1 + 2))); }",
    "f() { g() { echo }; }; ( cd / && { ls; } ) > /dev/null 2>&1 & wait; }",
    `f() { local -a a=([1]=x "\${b[@]@Q}"); a+=(y); declare -A c=([k]=v); }`,
    "f() { ! time -p true; coproc { cat; }; trap 'kill 0' EXIT; }",
    "f() { if a; then b; elif c; then d; else e; fi 3<&0; }",
    `f() { exec 3<&0 4>&1-; x=\${y:-}} z=\${w//\\}/\\{}; printf '}\\n'; }`,
    "eval() { touch canary; }; printf() { touch canary; }; declare() { touch canary; }; mapfile() { touch canary; }",
  ];
  const passes = (text: string): void => {
    expect(simulation.exec(text)).toEqual({ code: 0, out: "", err: "" });
    expect(simulation.has("state/900/root/canary")).toBe(false);
  };
  it("many functions, the offending line of which would be named", () => {
    passes(declared(sources.map((source, i) => source.replace(/^f\(/, `f${i}(`)).join("\n")));
  });

  it.each(sampled(sources, 6))("the function %s", (source) => passes(declared(source)));

  it("comments and empty lines", () => {
    expect(simulation.exec("\n# x\n")).toEqual({ code: 0, out: "", err: "" });
  });

  it("a program of 200 KB", () => {
    const many = Array.from({ length: 150 }, (_, n) => `f${n} () \n{ \n    echo ${"x".repeat(1300)}\n}\n`).join("");
    expect(simulation.exec(many).code).toBe(0);
  });
});

/** As `printf %q` writes them in a UTF-8 locale. */
function quoted(values: readonly string[]): string[] {
  const options = { env: { LANG: "C.UTF-8" }, encoding: "utf8" } as const;
  const words = ["--norc", "-c", "printf '%q\\0' \"$@\"", "_", ...values];
  return execFileSync("/bin/bash", words, options).split("\0").slice(0, -1);
}
