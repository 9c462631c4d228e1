import { spawn, spawnSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { declared, program, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[], input = "") => simulation.pct(line, input);
const steps = declared("step_1_a_check() { :; }; step_1_a_apply() { :; }; step_1_a_verify() { :; }");
const fault = (name: string, text: string) => simulation.write(`state/faults/${name}`, `${text}\n`);
beforeEach(() => {
  simulation.reset();
  for (const name of readdirSync(simulation.path("state/faults"))) simulation.remove(`state/faults/${name}`);
  simulation.write("state/calls", "");
});

/** A script that calls `pct`, with its own name in the log of what it lived to say. */
const script = (text: string) =>
  spawnSync("/bin/bash", ["--norc", "-c", `PATH=${simulation.path("bin")}:$PATH; ${text}`], {
    encoding: "utf8",
    timeout: 10_000,
  });

/** When a process started, in the kernel's clock ticks: the 22nd field of its `stat`. */
const startOf = (pid: number | undefined): string =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19] ?? "";

describe("the call log", () => {
  it("has one line a call: its number and its words, quoted", () => {
    pct("status 900");
    pct(["set", "900", "--description", "it's $(x)\n"]);
    pct("foo");
    pct("");
    expect(simulation.read("state/calls")).toBe("1 status 900\n2 set 900 --description $'it\\'s $(x)\\n'\n3 foo\n4\n");
  });

  it("starts anew at 1 when it is emptied", () => {
    pct("status 900");
    simulation.write("state/calls", "");
    pct("list");
    expect(simulation.read("state/calls")).toBe("1 list\n");
  });

  it("gives calls at the same time different numbers", () => {
    simulation.remove("state/order");
    script("for i in {1..20}; do pct status 900 >/dev/null & done; wait");
    const numbers = simulation
      .read("state/calls")
      .trimEnd()
      .split("\n")
      .map((line) => Number(line.split(" ")[0]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe("faults of a call", () => {
  it("fail-at: exits 255 with a message and does nothing; the next call is well", () => {
    fault("fail-at", "2\n3");
    expect(pct("status 900").code).toBe(0);
    expect(pct("stop 900")).toEqual({ code: 255, out: "", err: "simulated failure of call 2\n" });
    expect(pct("status 900").code).toBe(255);
    expect(pct("status 900").out).toBe("status: running\n");
  });

  it("fail-after: does its work and then exits 255", () => {
    fault("fail-after", "1");
    expect(pct("stop 900")).toEqual({ code: 255, out: "", err: "simulated failure after call 1\n" });
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it("fail-at takes its number from state/exit-codes", () => {
    fault("fail-at", "1");
    simulation.write("state/exit-codes", "failure 9\n");
    expect(pct("status 900").code).toBe(9);
    simulation.remove("state/exit-codes");
  });

  it("hang-at: waits until it is killed, and leaves nothing behind", async () => {
    fault("hang-at", "1");
    const call = spawn(simulation.path("bin/pct"), ["status", "900"], { stdio: "ignore" });
    const ended = new Promise((done) => call.once("exit", (_, signal) => done(signal)));
    const first = await Promise.race([ended, new Promise((done) => setTimeout(() => done("still there"), 150))]);
    expect(first).toBe("still there");
    call.kill("SIGTERM");
    expect(await ended).toBe("SIGTERM");
  });

  it("down ends a call that hangs, and nothing else", async () => {
    fault("hang-at", "1");
    const call = spawn(simulation.path("bin/pct"), ["status", "900"], { stdio: "ignore" });
    const ended = new Promise((done) => call.once("exit", (_, signal) => done(signal)));
    simulation.write("state/hanging/1.pid", `${process.pid} 1\n`);
    while (!simulation.has(`state/hanging/${call.pid}.pid`)) await new Promise((done) => setTimeout(done, 5));
    await new Promise((done) => setTimeout(done, 30));
    expect(spawnSync("/bin/bash", [simulation.path("lib/crash.bash"), "down"]).status).toBe(0);
    expect(await ended).toBe("SIGKILL");
  });

  it("kill-caller-before: the script dies, and nothing is done", () => {
    fault("kill-caller-before", "2");
    const { signal, stdout } = script("pct status 900; pct stop 900; echo alive");
    expect([signal, stdout]).toEqual(["SIGKILL", "status: running\n"]);
    expect(pct("status 900").out).toBe("status: running\n");
  });

  it("kill-caller-after: the script dies, and the work is done", () => {
    fault("kill-caller-after", "1");
    const { signal, stdout } = script("pct stop 900; echo alive");
    expect([signal, stdout]).toEqual(["SIGKILL", ""]);
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it.each([
    "x=$(pct status 900); echo alive",
    "x=$(timeout 5 pct status 900); echo alive",
    "(pct status 900); echo alive",
  ])("kill-caller finds the script, not its subshell or a wrapper: %s", (text) => {
    fault("kill-caller-after", "1");
    const { signal, stdout } = script(text);
    expect([signal, stdout.includes("alive")]).toEqual(["SIGKILL", false]);
  });

  it("stop-container-at: the container is off when the command looks", () => {
    fault("stop-container-at", "1");
    expect(simulation.exec(steps)).toEqual({ code: 255, out: "", err: "container '900' not running!\n" });
  });

  it("attach-fails-at: it stops between check and attach, exit 1", () => {
    fault("attach-fails-at", "1");
    const { code, out, err } = simulation.exec(steps);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^lxc-attach: 900: .* Connection refused - Failed to get init pid\n$/);
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it("wait-at: says that it waits, and goes on when it may", async () => {
    fault("wait-at", "1");
    const call = spawn(simulation.path("bin/pct"), ["stop", "900"], { stdio: "ignore" });
    const ended = new Promise((done) => call.once("exit", done));
    while (!simulation.has("state/waiting")) await new Promise((done) => setTimeout(done, 5));
    expect(simulation.has("state/900/running")).toBe(true);
    simulation.write("state/go", "");
    expect(await ended).toBe(0);
    expect(simulation.has("state/900/running")).toBe(false);
    for (const name of ["state/waiting", "state/go"]) simulation.remove(name);
  });

  it.each([
    ["snapshot 900 ab", "lock: snapshot\n", "snapstate: prepare\n"],
    ["delsnapshot 900 old", "lock: snapshot-delete\n", "snapstate: delete\n"],
    ["rollback 900 old", "lock: rollback\n", ""],
  ])("cut-at: %s leaves its lock, like a host that crashed", (line, lock, snapstate) => {
    simulation.reset({ snapshots: [{ name: "old", description: "" }] });
    fault("cut-at", "1");
    expect(pct(line).code).toBe(255);
    expect(simulation.config()).toContain(lock);
    expect(simulation.config()).toContain(snapstate);
    expect(pct("start 900").code).toBe(255);
  });
});

describe("faults of a step", () => {
  it("fail-step: every time, or the first n times", () => {
    fault("fail-step", "step_1_a_apply 1");
    const first = simulation.exec(steps);
    expect(first.out).toBe("step_1_a_check 10\nstep_1_a_apply 1\nstep_1_a_verify 1\n");
    expect(first.err).toBe("simulated failure of step_1_a_apply\n");
    expect(simulation.exec(steps).out).toBe("step_1_a_check 10\nstep_1_a_apply 0\nstep_1_a_verify 0\n");
    fault("fail-step", "step_1_a_verify");
    for (const time of [1, 2])
      expect([time, simulation.exec(steps).out]).toEqual([
        time,
        "step_1_a_check 0\nstep_1_a_apply 0\nstep_1_a_verify 1\n",
      ]);
  });

  it("fail-step: the n-th time only", () => {
    fault("fail-step", "step_1_a_check =2");
    expect(simulation.exec(steps).out).toBe("step_1_a_check 10\nstep_1_a_apply 0\nstep_1_a_verify 0\n");
    expect(simulation.exec(steps).out).toBe("step_1_a_check 1\nstep_1_a_apply 0\nstep_1_a_verify 0\n");
    expect(simulation.exec(steps).out).toBe("step_1_a_check 0\nstep_1_a_apply 0\nstep_1_a_verify 0\n");
  });

  it("telling-step: says that it is at work, and works", () => {
    fault("telling-step", "step_1_a_apply");
    expect(simulation.exec(steps).out).toBe(
      "step_1_a_check 10\nsimulated: step_1_a_apply is at work\nstep_1_a_apply 0\nstep_1_a_verify 0\n",
    );
  });

  it("wait-step: says that it waits, and goes on when it may", async () => {
    fault("wait-step", "step_1_a_apply");
    const call = spawn(simulation.path("bin/pct"), ["exec", "900", "--", "bash", "-s"], {
      stdio: ["pipe", "pipe", "ignore"],
    });
    let out = "";
    call.stdout.on("data", (data) => {
      out += data;
    });
    call.stdin.end(program(steps));
    while (!simulation.has("state/waiting")) await new Promise((done) => setTimeout(done, 5));
    expect(out).toBe("step_1_a_check 10\n");
    simulation.write("state/go", "");
    await new Promise((done) => call.once("close", done));
    expect(out).toBe("step_1_a_check 10\nstep_1_a_apply 0\nstep_1_a_verify 0\n");
    for (const name of ["state/waiting", "state/go"]) simulation.remove(name);
  });

  it("kill-caller-after-step: the script dies once the phase has done its work", () => {
    fault("kill-caller-after-step", "step_1_a_apply");
    simulation.write("program", program(steps));
    const { signal, stdout } = script(
      `pct exec 900 --keep-env 0 -- bash -s <${simulation.path("program")}; echo alive`,
    );
    expect([signal, stdout.includes("alive")]).toEqual(["SIGKILL", false]);
    expect(simulation.has("state/900/steps/step_1_a")).toBe(true);
  });

  it("tells of a phase that begins while another is at work", async () => {
    const busy = spawn("/bin/sleep", ["60"], { stdio: "ignore" });
    const atWork = `${busy.pid} ${startOf(busy.pid)}\n`;
    simulation.write("state/900/at-work", atWork);
    simulation.exec(steps);
    expect(simulation.read("state/900/overlaps")).toBe("step_1_a_check\n");
    simulation.remove("state/900/overlaps");
    busy.kill();
    await new Promise((done) => busy.once("exit", done));
    simulation.write("state/900/at-work", atWork);
    simulation.exec(steps);
    expect(simulation.has("state/900/overlaps")).toBe(false);
  });

  it("noisy-step: prints what could be taken for something else, and does its work", () => {
    fault("noisy-step", "step_1_a_apply");
    const { code, out } = simulation.exec(steps);
    expect(code).toBe(0);
    expect(out).toMatch(/no newline.*step_1_a_apply 0\n/);
    expect(out).toContain("$(id)");
  });

  it.each([
    ["hang-step", "TERM", 143],
    ["stubborn-step", "KILL", 137],
  ])("%s: waits for %s", (name, signal, code) => {
    fault(name, "step_1_a_check");
    const body = `set -m; step_1_a_check & ${signal === "KILL" ? `sleep 0.2; kill -TERM -- "-$!"; ` : ""}sleep 0.2; kill -${signal} -- "-$!"; wait "$!"; echo "$?"; exit 0`;
    const text = `${steps}container_root=\n${declared(`run_steps() { ${body}; }`)}# phoenix-setup: seam\nrun_steps 1\n`;
    expect(pct("exec 900 -- bash -s", text).out).toBe(`${code}\n`);
  });

  it("stop-container-step: the container stops under the program", () => {
    fault("stop-container-step", "step_1_a_apply");
    const { code, out } = simulation.exec(steps);
    expect([code, out]).toEqual([137, "step_1_a_check 10\n"]);
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it("kill-caller-step: the script dies while the program runs, which hears the end of its input", () => {
    fault("kill-caller-step", "step_1_a_apply");
    const run = declared(`run_steps() { exec 3<&0; step_1_a_apply; read -r -u 3 line; echo "end of input"; exit 0; }`);
    simulation.write(
      "program",
      program(steps).replace(/container_root[\s\S]*/, `container_root=\n${run}# phoenix-setup: seam\nrun_steps 1\n`),
    );
    const { signal, stdout } = script(`
      cd ${simulation.folder}; rm -f in; mkfifo in
      pct exec 900 --keep-env 0 -- bash -s <in & exec 9>in; cat program >&9; wait; echo alive`);
    expect(signal).toBe("SIGKILL");
    expect(stdout).toBe("end of input\n");
  });
});

describe("a program on the host, with lib/host-program.bash as bin/bash", () => {
  const own = declared(
    "step_1_a_check() { printf 'own check\\n'; return 10; }; step_1_a_apply() { printf 'own apply\\n'; }",
  );
  const run = (declarations: string) => {
    simulation.write("bin/bash", simulation.read("lib/host-program.bash"));
    chmodSync(simulation.path("bin/bash"), 0o755);
    return simulation.run("bash", ["-s"], program(`CTID=900\n${declarations}`));
  };

  it("really runs, and its phases are noted", () => {
    const { code, out } = run(own);
    expect([code, out]).toEqual([0, "own check\nstep_1_a_check 10\nown apply\nstep_1_a_apply 0\n"]);
    expect(simulation.read("state/900/ran")).toBe("step_1_a_check\nstep_1_a_apply\n");
  });

  it("meets the faults of steps", () => {
    fault("fail-step", "step_1_a_apply");
    expect(run(own).out).toBe("own check\nstep_1_a_check 10\nstep_1_a_apply 1\n");
  });

  it("is refused without a seam", () => {
    expect(simulation.run("bash", ["-s"], "echo hello\n").code).toBe(99);
  });

  it("is Bash itself with other words", () => {
    expect(simulation.run("bash", ["-c", "echo hello"]).out).toBe("hello\n");
  });
});
