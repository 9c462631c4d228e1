import { describe, expect, it } from "vitest";
import { readBash } from "./commands.ts";
import { declaredBy, mentionsIn, unreadable } from "./declared.ts";
import { notSent } from "./program.ts";

const mentioned = (text: string): string[] =>
  mentionsIn(readBash(text).list).map(({ name, called, quoted, within }) =>
    [within ?? "", called ? "calls" : quoted ? "quotes" : "names", String(name)].join(" "),
  );

describe("the functions of a text", () => {
  it("are those that Bash declares, whatever else it looks like", () => {
    const text = "a() { b; }\nif :; then\n  c_d() { :; }\nfi\n# e() { :; }\nf='g() { :; }'\n";
    expect([...declaredBy(text).keys()]).toEqual(["a", "c_d"]);
    expect(() => declaredBy("a() {")).toThrow(/bash ends with/);
  });

  it("can be read again as Bash prints them, or else are named", () => {
    const wrong = ["a () \n{ \n    if b\n}", "a () \n{ \n    b\n}\nc"];
    expect(unreadable(["a () \n{ \n    b\n}\n", ...wrong, "e () { :; }"])).toEqual(wrong);
  });
});

describe("what a text mentions", () => {
  it("are the commands and arguments that could be functions, and who has them", () => {
    expect(mentioned("a() { b_c d e_f; }")).toEqual(["a calls b_c", "a names d", "a names e_f"]);
    expect(mentioned('a() { x=$(b_c "$(d)") || e; }')).toEqual(["a calls e", "a calls b_c", "a calls d"]);
    expect(mentioned("trap 'a_b' EXIT")).toEqual([" calls trap", " quotes a_b", " names EXIT", " calls a_b"]);
    expect(mentioned("printf '# x\\na_b\\n'")).toEqual([" calls printf", " quotes a_b"]);
    expect(mentioned("local -a functions=(a_b)\nlocal list=(c_d)")).toEqual([
      " calls local",
      " calls local",
      " names c_d",
    ]);
  });

  it("are names that are put together, too", () => {
    expect(mentioned('"unpack_$1" "step_${n}_${kind//-/_}"')).toEqual([
      " calls /^unpack_\\w+$/",
      " names /^step_\\w+_\\w+$/",
    ]);
    expect(mentioned('"$1" "$a$b" "${a}/x"')).toEqual([]);
  });
});

describe("what is sent into a container", () => {
  const script = (functions: string, body: string): string[] => {
    const bash = readBash(
      `one=1\ntwo=2\nsend_program() {\n  local -a functions=(${functions})\n  local -a variables=(one)\n}\n${body}\n`,
    );
    return notSent(bash, mentionsIn(bash.list), new Set(["a_b", "c", "d_e"]));
  };

  it("has all that it calls and reads", () => {
    expect(script("a_b c", 'a_b() { c "$one"; }\nc() { f; }\nstep_1_x_check() { a_b; }')).toEqual([]);
    expect(script("a_b", "a_b() { c; }\nc() { d_e; }\n")).toEqual(["a_b calls c, which is not sent"]);
    expect(script("a_b", 'a_b() { f "c" d_e; }')).toEqual(["a_b calls d_e, which is not sent"]);
    expect(script("", "step_1_x_check() { c; }")).toEqual(["step_1_x_check calls c, which is not sent"]);
    expect(script("a_b", 'a_b() { f "$two"; }')).toEqual(["a_b reads two, which is not sent"]);
    expect(script("a_b", 'a_b() { two=3; }\nstep_1_x_check() { f "$two"; }')).toEqual([]);
    expect(script("a_b", 'a_b() {\n  local two\n  f "$two"\n}')).toEqual([]);
    expect(script("a_b", "")).toEqual(["a_b is to be sent, but not declared"]);
  });
});
