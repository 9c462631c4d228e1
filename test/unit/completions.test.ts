import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { note } from "../steps/count.ts";
import { project } from "./in-process.ts";
import { definition } from "./project.ts";

const folder = () =>
  project({
    "definitions/101-one.ts": definition(101),
    "definitions/1020-two.ts": definition(1020),
    "definitions/host.ts": "",
    "definitions/9.txt": "",
  });

const COMPLETE = `
source ./completions
COMPREPLY=() COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_phoenix_setup
((\${#COMPREPLY[@]} == 0)) || printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What Bash offers for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { folder: cwd, put, run } = folder();
  put("completions", (await run("completions", "bash")).out);
  const text = execFileSync("bash", ["--norc", "-euc", COMPLETE, "bash", "phoenix-setup", ...words], {
    cwd,
    encoding: "utf8",
  });
  return text.split("\n").filter(Boolean);
}

describe("completions for Bash offer", () => {
  it.each([
    [["gen"], ["generate"]],
    [["c"], ["check", "completions"]],
    [["--v"], ["--version"]],
    [["help", "ne"], ["new"]],
    [
      ["generate", "1"],
      ["101", "1020"],
    ],
    [
      ["explain", ""],
      ["101", "1020"],
    ],
    [["generate", "--pr"], ["--prune"]],
    [
      ["lint", "--engine", ""],
      ["native", "embedded"],
    ],
    [["lint", "--engine", "=", "e"], ["embedded"]],
    [
      ["lint", "--engine", "="],
      ["native", "embedded"],
    ],
    [
      ["new", "960", "--from", "10"],
      ["101", "1020"],
    ],
    [["new", "960", "--name", ""], []],
    [
      ["completions", ""],
      ["bash", "zsh"],
    ],
    [
      ["init", ""],
      ["--json", "--help"],
    ],
    [["nothing", ""], []],
  ])("after %j: %j", async (words, expected) => expect(await offered(...words)).toEqual(expected));

  it("every command that --help lists", async () => {
    const listed = [...(await folder().run("--help")).out.matchAll(/^ {2}([a-z]+) {2}/gm)].map(([, name]) => name);
    expect(listed.length).toBeGreaterThan(8);
    expect(await offered("")).toEqual([...listed, "help"]);
  });

  it("nothing where there are no definitions", async () => {
    const { folder: cwd, put, run } = project({});
    put("completions", (await run("completions", "bash")).out);
    const words = ["--norc", "-euc", COMPLETE, "bash", "phoenix-setup", "explain", "1"];
    expect(execFileSync("bash", words, { cwd, encoding: "utf8" })).toBe("");
  });

  it("at the keyboard: a tab ends the word", async () => {
    const { folder: cwd, run } = folder();
    const script = (await run("completions", "bash")).out;
    // The terminal is real; what Bash runs at the end of the line stands in for the program.
    const typed = `phoenix-setup() { printf 'ran<%s>\\n' "$*"; }\n${script}\nphoenix-setup gene\t102\t\nexit\n`;
    const { stdout, error } = spawnSync("script", ["--quiet", "--return", "--command", "bash --norc -i", "/dev/null"], {
      cwd,
      input: typed,
      encoding: "utf8",
      env: { ...process.env, TERM: "dumb", INPUTRC: "/dev/null", HISTFILE: "" },
      timeout: 120_000,
    });
    expect(error).toBeUndefined();
    expect(stdout).toContain("ran<generate 1020>");
  });
});

it("completions for Bash are clean to ShellCheck", async () => {
  const input = (await folder().run("completions", "bash")).out;
  const { error, stdout } = spawnSync("shellcheck", ["--norc", "--shell=bash", "-"], { input, encoding: "utf8" });
  if (error) return note("skipped: ShellCheck on completions, since the program shellcheck is not installed");
  expect(stdout).toBe("");
});

const zsh = spawnSync("zsh", ["-fc", "exit 0"]).status === 0;
if (!zsh) note("skipped: completions in zsh, since zsh is not installed");

describe.skipIf(!zsh)("completions for zsh offer", () => {
  // compadd and _describe belong to the line editor; what they are handed is printed.
  const HARNESS = `
compdef() { : }
_describe() { local -a all; all=("\${(@P)2}"); (( \${#all} )) && print -rl -- "\${all[@]%%:*}" }
compadd() { shift; (( $# )) && print -rl -- "$@" }
source ./completions
words=("$@") CURRENT=$#
_phoenix_setup`;

  it.each([
    [
      ["generate", ""],
      ["101", "1020"],
    ],
    [["generate", "--"], expect.arrayContaining(["--diff", "--prune", "--help"])],
    [
      ["lint", "--engine", ""],
      ["native", "embedded"],
    ],
    [
      ["new", "960", "--from", ""],
      ["101", "1020"],
    ],
    [["new", "960", "--name", ""], []],
    [
      ["completions", ""],
      ["bash", "zsh"],
    ],
    [[""], expect.arrayContaining(["generate", "doctor", "help"])],
  ])("after %j: %j", async (words, expected) => {
    const { folder: cwd, put, run } = folder();
    put("completions", (await run("completions", "zsh")).out);
    const { stdout } = spawnSync("zsh", ["-fc", HARNESS, "zsh", "phoenix-setup", ...words], {
      cwd,
      encoding: "utf8",
    });
    expect(stdout.split("\n").filter(Boolean)).toEqual(expected);
  });
});

it.each([[[]], [["fish"]], [["bash", "zsh"]]])("completions refuses %j", async (words) => {
  expect(await folder().run("completions", ...words)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("completions are there for one of bash and zsh"),
  });
});
