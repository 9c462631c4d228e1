import { describe, expect, it } from "vitest";
import { broken } from "./broken.ts";

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
