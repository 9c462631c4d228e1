import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { sh } from "../../generator/dsl/shell.ts";
import { makePlan } from "../../generator/plan/plan.ts";
import { renderScript } from "../../generator/render/script.ts";
import { command } from "../../generator/steps/kinds/command.ts";
import { anyContainer } from "../any-container.ts";
import { note } from "../steps/count.ts";

/** A script with one command as another user; sourced, it only defines functions. */
function script(): string {
  const definition = anyContainer(101, [command({ title: "x", asUser: "daemon", apply: sh`true` })]);
  const place = { file: "definitions/101-own.ts", line: 1, column: 1 };
  return renderScript(makePlan(definition, { file: () => place.file, place: () => place })).text;
}

/** Runs Bash that calls `as_user`, on a terminal if one is wanted. */
function run(bash: string, terminal = false) {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-user-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "script"), script());
  const prepared = `
    source "$1"
    set -uo pipefail
    step_number=2 CTID=101 TIME_SCALE=1 word=the-word-of-the-run token=geheim lxc_model="a 'model'"
    export token
    step_1_other() { :; }
    ${bash}`;
  const env = { PATH: process.env["PATH"] ?? "", SECRET: "secret", PREPARED: prepared, SCRIPT: join(folder, "script") };
  const command = 'bash --norc -c "$PREPARED" bash "$SCRIPT"';
  const { status, stdout } = terminal
    ? spawnSync("script", ["-qe", "-c", command, "/dev/null"], { encoding: "utf8", input: "", env })
    : spawnSync("bash", ["--norc", "-c", command], { encoding: "utf8", input: "not to be read\n", env });
  return { status, out: stdout.replaceAll("\r\n", "\n") };
}

const root = process.getuid?.() === 0;
if (!root) note("skipped, for only root can become another user: as_user");

describe.skipIf(!root)("as_user", () => {
  it("is another user, at home, with an environment of its own, and without the word of the run", () => {
    const { out, status } =
      run(`step_2_x() { id -un; id -Gn; pwd; env | cut -d= -f1 | sort | tr '\\n' ' '; printf '[%s]' "\${word-}" "\${token-}" "$@"; }
      as_user daemon step_2_x "a b" '' "it's" '$(id)'`);
    expect(out.split("\n")).toEqual([
      "daemon",
      "daemon",
      "/usr/sbin",
      "HOME LC_ALL LOGNAME OLDPWD PATH PWD SHLVL TMPDIR USER _ [][][a b][][it's][$(id)]",
    ]);
    expect(status).toBe(0);
  });

  it("gets the variables that it carries, and no function of another step", () => {
    const { out } = run(`
      step_2_x() { printf '%s\\n' "$lxc_model" "$word"; declare -F step_1_other || echo none; }
      step_2_y() { printf '%s\\n' "\${token-nothing}"; }
      carried=(token); as_user daemon --carry lxc_model --carry word step_2_x; as_user daemon step_2_y`);
    expect(out).toBe("a 'model'\nthe-word-of-the-run\nnone\nnothing\n");
  });

  it.each([
    ["its function's", "step_2_x() { return 7; }", 7],
    ["that of the command that fails first", "step_2_x() { false; echo on; }", 1],
    ["10 for no", 'step_2_x() { differs "why"; }', 10],
  ])("has the status: %s", (_, bash, status) => {
    expect(run(`${bash}\nas_user daemon step_2_x >/dev/null`).status).toBe(status);
  });

  it("prints what it would report, for it cannot", () => {
    const { out, status } = run(`step_2_x() { note "a  b" c; warn careful; report_wait "the port" refused; }
      as_user daemon step_2_x`);
    expect([status, out]).toEqual([0, "a  b c\ncareful\nthe port, last answer: refused\n"]);
  });

  it("runs a command as well, with its arguments as they are", () => {
    expect(run(`as_user daemon printf '[%s]' "a b" '' "it's" '$(id)'`).out).toBe("[a b][][it's][$(id)]");
  });

  it("says so where there is no such user, and ends with 125", () => {
    const { out, status } = run("step_2_x() { :; }; as_user nobody-at-all step_2_x");
    expect([status, out]).toEqual([125, "there is no user nobody-at-all: an earlier step has to make it\n"]);
  });

  it("reads nothing, and may open what it prints to anew", () => {
    const { out } = run(`step_2_x() { ! read -r line || echo "read: $line"; echo through >/dev/stderr; }
      as_user daemon step_2_x 2>&1 | cat\necho next`);
    expect(out).toBe("through\nnext\n");
  });

  it("is off the terminal, and in the process group that is ended at the limit", () => {
    const { out } = run(
      `step_2_x() { { : </dev/tty; } 2>/dev/null && echo terminal || echo none; ps -o pgid= -p $$; }
      { : </dev/tty; } && echo terminal; ps -o pgid= -p $$; as_user daemon step_2_x </dev/null 2>&1 | cat`,
      true,
    );
    const [outer, group, inner, same] = out
      .trim()
      .split("\n")
      .map((line) => line.trim());
    expect([outer, inner]).toEqual(["terminal", "none"]);
    expect(same).toBe(group);
  });
});
