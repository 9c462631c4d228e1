import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { declared, Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[], input = "") => simulation.pct(line, input);
const canary = simulation.path("canary");
beforeEach(() => simulation.reset());

const steps = declared(`
  step_1_apt_packages_check() { touch ${canary}; }
  step_1_apt_packages_apply() { touch ${canary}; }
  step_1_apt_packages_verify() { touch ${canary}; }
  step_2_http_probe_verify() { touch ${canary}; }
  step_3_ready_check() { touch ${canary}; }
`);
/** A runtime that tells what it sees and then does what its standard input says. */
const looking = (body: string) =>
  `${declared(`serve_questions() { ${body}\n }`)}container_root=''\n# phoenix-setup: seam\nserve_questions\n`;

describe("what pct exec refuses", () => {
  it.each([
    ["exec 904 -- bash -s", 2, "Configuration file 'nodes/pve/lxc/904.conf' does not exist\n"],
    [
      "exec 900 ls -l",
      255,
      "Unknown option: l\n400 unable to parse option\npct exec <vmid> [<extra-args>] [OPTIONS]\n",
    ],
    [
      "exec 900 bash -e x",
      255,
      "400 internal error: extra-args must be the last argument\npct exec <vmid> [<extra-args>] [OPTIONS]\n",
    ],
    ["exec 900 grep -v foo file", 99, "simulator: no model of 'grep file' inside a container\n"],
    ["exec 900 -- grep -v foo file", 99, "simulator: no model of 'grep -v foo file' inside a container\n"],
    ["exec 900 ls -k", 99, "simulator: no model of 'ls' inside a container\n"],
    ["exec 900 -- bash -c x", 99, "simulator: no model of 'bash -c x' inside a container\n"],
    ["exec 900 -- bash -s x", 99, "simulator: no model of 'bash -s x' inside a container\n"],
    ["exec 900 -- sh", 99, "simulator: no model of 'sh' inside a container\n"],
    [
      "exec 900 bash -s",
      255,
      "Unknown option: s\n400 unable to parse option\npct exec <vmid> [<extra-args>] [OPTIONS]\n",
    ],
  ])("%s: %d", (line, code, err) => {
    expect(pct(line)).toEqual({ code, out: "", err });
  });

  it("a stopped container", () => {
    simulation.reset({ running: false });
    expect(pct("exec 900 -- bash -s")).toEqual({ code: 255, out: "", err: "container '900' not running!\n" });
  });

  it.each(["exec 900", "exec 900 --"])("%s: no command", (line) => {
    const { code, err } = pct(line);
    expect(code).toBe(255);
    expect(err).toMatch(/^missing command at \/usr\/share\/perl5\/PVE\/CLI\/pct\.pm line \d+\.\n$/);
  });
});

describe("the program inside", () => {
  it("runs with PATH and container only under --keep-env 0", () => {
    simulation.env.SECRET = "x";
    const { out } = pct("exec 900 --keep-env 0 -- bash -s", looking("/usr/bin/env | /usr/bin/sort; exit 0"));
    delete simulation.env.SECRET;
    const own = /^(_|PWD|SHLVL|OLDPWD)=/;
    expect(
      out
        .trimEnd()
        .split("\n")
        .filter((line) => !own.test(line)),
    ).toEqual(["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "container=lxc"]);
  });

  it("gets the caller's environment by default, with another PATH and without SSL_CERT_FILE", () => {
    simulation.env = { ...simulation.env, SECRET: "x", SSL_CERT_FILE: "/x", LC_ALL: "C.UTF-8" };
    const { out } = pct("exec 900 -- bash -s", looking("/usr/bin/env; exit 0"));
    simulation.env = { LANG: "C.UTF-8", TZ: "UTC" };
    expect(out).toMatch(/^SECRET=x$/m);
    expect(out).toMatch(/^container=lxc$/m);
    expect(out).toMatch(/^PATH=\/sbin:\/bin:\/usr\/sbin:\/usr\/bin$/m);
    expect(out).toMatch(/^LC_ALL=C\.UTF-8$/m);
    expect(out).not.toContain("SSL_CERT_FILE");
  });

  it("gets lxc.environment too", () => {
    simulation.reset({ config: ["lxc.environment: SITE=home"] });
    expect(pct("exec 900 --keep-env 0 -- bash -s", looking('echo "$SITE"; exit 0')).out).toBe("home\n");
  });

  it("sees itself as `bash -s` does: $0 is bash, no arguments, BASH_SOURCE unset at the top", () => {
    const body = `printf '%s %s\\n' "$0" "\${BASH_SOURCE[1]-unset}"; exit 0`;
    expect(pct("exec 900 -- bash -s", looking(body)).out).toBe("bash unset\n");
  });

  it.each([0, 1, 7, 10, 127, 255])("ends with %d, and so does pct", (code) => {
    expect(pct("exec 900 -- bash -s", looking(`exit ${code}`))).toEqual({ code, out: "", err: "" });
  });

  it.each([
    ["TERM", 143],
    ["KILL", 137],
  ])("killed by %s gives %d and no line from Bash", (signal, code) => {
    expect(pct("exec 900 -- bash -s", looking(`kill -${signal} $$`))).toEqual({ code, out: "", err: "" });
  });

  it("has the rest of standard input, and stdout and stderr apart", () => {
    const body = `exec 3<&0; while read -r line <&3; do echo "out $line"; echo "err $line" >&2; done; exit 0`;
    expect(pct("exec 900 -- bash -s", `${looking(body)}one\ntwo\n`)).toEqual({
      code: 0,
      out: "out one\nout two\n",
      err: "err one\nerr two\n",
    });
  });

  it("is ended loudly if serve_questions returns, for `bash -s` would read on", () => {
    const { code, err } = pct("exec 900 -- bash -s", `${looking(":")}touch ${canary}\n`);
    expect([code, err]).toEqual([99, "simulator: serve_questions returned instead of ending the program\n"]);
    expect(existsSync(canary)).toBe(false);
  });

  it("has container_root below the simulator, and starts there", () => {
    const root = simulation.path("state/900/root");
    expect(pct("exec 900 -- bash -s", looking('echo "$container_root"; pwd -P; exit 0')).out).toBe(
      `${root}\n${root}\n`,
    );
  });
});

describe("the model of the steps", () => {
  it("no command of a step ever runs", () => {
    expect(simulation.exec(steps, "1 2 3").code).toBe(0);
    expect(existsSync(canary)).toBe(false);
  });

  it("check says no until apply has been, then yes; the second run finds the first one's state", () => {
    expect(simulation.exec(steps, "1").out).toBe(
      "step_1_apt_packages_check 10\nstep_1_apt_packages_apply 0\nstep_1_apt_packages_verify 0\n",
    );
    expect(simulation.exec(steps, "1").out).toContain("step_1_apt_packages_check 0\n");
    expect(simulation.read("state/900/ran").split("\n").slice(0, 3)).toEqual([
      "step_1_apt_packages_check",
      "step_1_apt_packages_apply",
      "step_1_apt_packages_verify",
    ]);
  });

  it("verify says no before apply, unless the step has no check", () => {
    const alone = `serve_questions() { step_1_apt_packages_verify; echo $?; step_2_http_probe_verify; echo $?; exit 0; }`;
    expect(
      pct("exec 900 -- bash -s", `${steps}container_root=\n${declared(alone)}# phoenix-setup: seam\nserve_questions\n`)
        .out,
    ).toBe("1\n0\n");
  });

  it("a step without apply is always so", () => {
    expect(simulation.exec(steps, "3").out).toBe("step_3_ready_check 0\n");
  });

  it("a check that says no tells `note`, if there is one", () => {
    const out = simulation.exec(`${steps}${declared('note() { echo "note: $1"; }')}`, "1").out;
    expect(out).toContain("note: simulated: not applied\nstep_1_apt_packages_check 10\n");
  });
});

describe("processes", () => {
  const waiting = looking('echo up; read -r line; echo "got $line"; exit 5');
  const started = async (text: string) => {
    const call = spawn(simulation.path("bin/pct"), ["exec", "900", "--keep-env", "0", "--", "bash", "-s"], {
      env: simulation.env,
    });
    let out = "";
    call.stdout.setEncoding("utf8").on("data", (data: string) => {
      out += data;
    });
    const closed = new Promise<void>((done) => call.once("close", () => done()));
    const exited = new Promise<[number | null, string | null]>((done) => call.once("exit", (...ended) => done(ended)));
    call.stdin.on("error", () => {});
    call.stdin.write(text);
    while (!out.includes("up\n")) await new Promise((done) => setTimeout(done, 5));
    return { call, closed, exited, read: () => out };
  };
  /** A zombie that nobody has collected yet does not run. */
  const runs = (pid: number) =>
    existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));

  it("the program begins before standard input ends, and hears its end", async () => {
    const { call, closed, exited, read } = await started(waiting);
    call.stdin?.end();
    await closed;
    expect([await exited, read()]).toEqual([[5, null], "up\ngot \n"]);
  });

  it("TERM to pct ends it at once with 143; the inner program lives on, reads on, and holds stdout until its end", () => {
    // Through a shell, because Node closes the pipes of a child that has ended.
    const script = `
      cd "$1"; rm -f in out; mkfifo in
      exec 4> >(cat >>out; echo ended >>out)
      bin/pct exec 900 --keep-env 0 -- bash -s <in >&4 4>&- & pct=$!
      exec 4>&-
      exec 3>in; printf %s "$2" >&3
      until grep -q up out 2>/dev/null; do sleep 0.01; done
      kill -TERM "$pct"; wait "$pct"; echo "pct $?" >>out
      echo more >&3
      until grep -q ended out; do sleep 0.01; done
      cat out`;
    const { stdout } = spawnSync("/bin/bash", ["--norc", "-c", script, "_", simulation.folder, waiting], {
      env: process.env,
      encoding: "utf8",
      timeout: 120_000,
    });
    expect(stdout).toBe("up\npct 143\ngot more\nended\n");
  });

  it("KILL to pct leaves the inner program, which hears that its caller is gone", async () => {
    const { call, closed, read } = await started(waiting);
    call.kill("SIGKILL");
    call.stdin?.end();
    await closed;
    expect(read()).toBe("up\ngot \n");
  });

  it.each([
    "stop 900",
    "shutdown 900",
    "destroy 900 --force",
  ])("pct %s ends what runs inside, children too: 137", async (line) => {
    const { closed, exited } = await started(
      looking('set -m; /bin/sleep 1000 & echo "$!" >pid; echo up; wait; exit 0'),
    );
    const child = Number(simulation.read("state/900/root/pid"));
    expect(pct(line).code).toBe(0);
    expect(await exited).toEqual([137, null]);
    await closed;
    expect(runs(child)).toBe(false);
  });

  it("a pid that is not ours any more is left alone", () => {
    simulation.write("state/900/programs/1.pid", `${process.pid} 1\n`);
    expect(pct("stop 900").code).toBe(0);
  });
});
