import { spawn } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { declared, program, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[], input = "") => simulation.pct(line, input);
const steps = declared("step_1_a_check() { :; }; step_1_a_apply() { :; }; step_1_a_verify() { :; }");
const fault = (name: string, text: string) => simulation.fault(name, text);
const script = (text: string) => simulation.script(text);
beforeEach(() => simulation.resetAll());

/** When a process started, in the kernel's clock ticks: the 22nd field of its `stat`. */
const startOf = (pid: number | undefined): string =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")[19] ?? "";

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
    const text = `${steps}container_root=\n${declared(`serve_questions() { ${body}; }`)}# phoenix-setup: seam\nserve_questions\n`;
    expect(pct("exec 900 -- bash -s", text).out).toBe(`${code}\n`);
  });

  it("stop-container-step: the container stops under the program", () => {
    fault("stop-container-step", "step_1_a_apply");
    const { code, out } = simulation.exec(steps);
    expect([code, out]).toEqual([137, "step_1_a_check 10\n"]);
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it("lost-step: the program is KILLed, and the container goes on", () => {
    fault("lost-step", "step_1_a_apply");
    const { code, out } = simulation.exec(steps);
    expect([code, out]).toEqual([137, "step_1_a_check 10\n"]);
    expect(pct("status 900").out).toBe("status: running\n");
  });

  it("listening-step: notes the signals that it gets, and ends at TERM", () => {
    fault("listening-step", "step_1_a_check");
    const body =
      "set -m; step_1_a_check & for name in HUP CONT TERM; do /bin/sleep 0.3; kill -$name $!; done; wait $!; echo $?; exit 0";
    const text = `${steps}container_root=\n${declared(`serve_questions() { ${body}; }`)}# phoenix-setup: seam\nserve_questions\n`;
    expect(pct("exec 900 -- bash -s", text).out).toBe("143\n");
    expect(simulation.read("state/900/heard")).toBe("HUP\nCONT\nTERM\n");
    simulation.remove("state/waiting");
  });

  it("kill-caller-step: the script dies while the program runs, which hears the end of its input", () => {
    fault("kill-caller-step", "step_1_a_apply");
    const run = declared(
      `serve_questions() { exec 3<&0; step_1_a_apply; read -r -u 3 line; echo "end of input"; exit 0; }`,
    );
    simulation.write(
      "program",
      program(steps).replace(
        /container_root[\s\S]*/,
        `container_root=\n${run}# phoenix-setup: seam\nserve_questions\n`,
      ),
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
    expect(simulation.run("bash", ["--norc", "-c", "echo hello"]).out).toBe("hello\n");
  });
});
