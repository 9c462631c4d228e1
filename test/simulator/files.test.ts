import { statSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[], input = "") => simulation.pct(line, input);
const mode = (path: string) => (statSync(simulation.path(path)).mode & 0o7777).toString(8);
const silent = { code: 0, out: "", err: "" };
beforeEach(() => {
  simulation.reset();
  simulation.write("source", "one\ntwo");
});

describe("pct push", () => {
  it("copies, says nothing, and does not keep the mode", () => {
    expect(pct("push 900 source /script")).toEqual(silent);
    expect(simulation.read("state/900/root/script")).toBe("one\ntwo");
    expect(mode("state/900/root/script")).toBe("644");
  });

  it("--perms is octal, or hexadecimal with 0x", () => {
    pct("push 900 source /a --perms 0755");
    pct("push 900 source /b --perms 0x1ff");
    expect([mode("state/900/root/a"), mode("state/900/root/b")]).toEqual(["755", "777"]);
  });

  it("an existing target keeps its mode", () => {
    pct("push 900 source /a --perms 700");
    pct("push 900 source /a");
    expect(mode("state/900/root/a")).toBe("700");
  });

  it("takes /dev/stdin, and a relative destination from the container's root", () => {
    expect(pct("push 900 /dev/stdin b", "text")).toEqual(silent);
    expect(simulation.read("state/900/root/b")).toBe("text");
  });

  it("needs a running container; a missing one is told the same", () => {
    simulation.reset({ running: false });
    const expected = { code: 255, out: "", err: "can only push files to a running CT\n" };
    expect(pct("push 900 source /a")).toEqual(expected);
    expect(pct("push 904 source /a")).toEqual(expected);
  });

  it.each([
    ["missing /a", "failed to open missing for reading"],
    ["source /none/a", "failed to create file: /none/a: No such file or directory"],
    ["source /", "failed to create file: /: Is a directory"],
    ["source /a --perms 09z", "invalid mode: '09z'"],
    ["source /a --user x", "failed to get uid for: x"],
    ["source /a --group x", "failed to get gid for: x"],
  ])("push %s fails with exit 0: %s", (words, err) => {
    expect(pct(`push 900 ${words}`)).toEqual({ code: 0, out: "", err: `${err}\n` });
    expect(simulation.has("state/900/root/a")).toBe(false);
  });

  it("of a directory makes an empty file, without a word", () => {
    expect(pct("push 900 bin /a")).toEqual(silent);
    expect(simulation.read("state/900/root/a")).toBe("");
  });
});

describe("pct pull", () => {
  it("copies, says nothing", () => {
    simulation.write("state/900/root/in", "inside");
    expect(pct("pull 900 /in out")).toEqual(silent);
    expect(simulation.read("out")).toBe("inside");
  });

  it("of a missing file leaves an emptied target and exits 0", () => {
    simulation.write("out", "old");
    expect(pct("pull 900 /none out")).toEqual({
      code: 0,
      out: "",
      err: "failed to open /none: No such file or directory\n",
    });
    expect(simulation.read("out")).toBe("");
  });

  it("needs a running container, in words that end in a place", () => {
    simulation.reset({ running: false });
    const { code, err } = pct("pull 900 /in out");
    expect(code).toBe(255);
    expect(err).toMatch(
      /^can only pull files from a running VM at \/usr\/share\/perl5\/PVE\/CLI\/pct\.pm line \d+\.\n$/,
    );
  });
});
