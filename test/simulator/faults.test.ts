import { spawn, spawnSync } from "node:child_process";
import { beforeEach, describe, expect, it } from "vitest";
import { declared, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[], input = "") => simulation.pct(line, input);
const steps = declared("step_1_a_check() { :; }; step_1_a_apply() { :; }; step_1_a_verify() { :; }");
const fault = (name: string, text: string) => simulation.fault(name, text);
const script = (text: string) => simulation.script(text);
beforeEach(() => simulation.resetAll());

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

  it("wait-after: the same once its work is done", async () => {
    fault("wait-after", "1");
    const call = spawn(simulation.path("bin/pct"), ["stop", "900"], { stdio: "ignore" });
    const ended = new Promise((done) => call.once("exit", done));
    while (!simulation.has("state/waiting")) await new Promise((done) => setTimeout(done, 5));
    expect(simulation.has("state/900/running")).toBe(false);
    simulation.write("state/go", "");
    expect(await ended).toBe(0);
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
