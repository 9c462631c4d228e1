import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
simulation.write("state/lock-wait", "0.1\n");
const file = "/run/lock/lxc/pve-config-900.lock";
let holder: ChildProcess | undefined;

/** Another process has the file lock, until the case ends. */
async function hold(): Promise<void> {
  const held = spawn("flock", [simulation.path("host", file), "sh", "-c", "echo held; exec cat"]);
  holder = held;
  await new Promise((done) => held.stdout.once("data", done));
}
async function letGo(): Promise<void> {
  const held = holder;
  if (held === undefined) return;
  const gone = new Promise((done) => held.once("exit", done));
  held.stdin?.end();
  await gone;
  holder = undefined;
}
afterEach(letGo);

describe("the file lock", () => {
  it.each([
    "start 900",
    "stop 900",
    "shutdown 900",
    "reboot 900",
    "snapshot 900 ab",
  ])("pct %s gives up with 255", async (line) => {
    simulation.reset({ running: !line.startsWith("start") });
    await hold();
    const err = `can't lock file '${file}' - got timeout\n`;
    expect(simulation.pct(line)).toEqual({ code: 255, out: "trying to acquire lock...\n", err });
  });

  it("a direct command gives up with 4, all on stderr", async () => {
    simulation.reset();
    await hold();
    const err = `trying to acquire lock...\ncan't lock file '${file}' - got timeout\n`;
    expect(simulation.pct("set 900 --memory 99")).toEqual({ code: 4, out: "", err });
  });

  it("push gives up with 4", async () => {
    simulation.reset();
    await hold();
    expect(simulation.pct("push 900 /dev/null /x").code).toBe(4);
  });

  it("reading commands and exec never wait", async () => {
    simulation.reset();
    await hold();
    for (const line of ["status 900", "config 900", "list", "listsnapshot 900"])
      expect(simulation.pct(line).code).toBe(0);
    expect(simulation.pct("exec 900 -- bash -s").code).toBe(99);
  });

  it("is waited for", async () => {
    simulation.reset();
    simulation.write("state/lock-wait", "5\n");
    await hold();
    const call = spawn(simulation.path("bin/pct"), ["unlock", "900"], { stdio: ["ignore", "ignore", "pipe"] });
    const err: string[] = [];
    call.stderr.setEncoding("utf8").on("data", (text: string) => {
      err.push(text);
      void letGo();
    });
    await new Promise((done) => call.once("close", done));
    expect(err.join("")).toBe("trying to acquire lock...\n OK\nno lock found trying to remove any lock\n");
  });
});

describe("the configuration lock", () => {
  const words = [
    "backup",
    "create",
    "destroyed",
    "disk",
    "fstrim",
    "migrate",
    "mounted",
    "rollback",
    "snapshot",
    "snapshot-delete",
  ];
  it.each(words)("`%s` is set by hand, shown, and removed", (word) => {
    simulation.reset();
    expect(simulation.pct(`set 900 --lock ${word}`).code).toBe(0);
    expect(simulation.pct("status 900 --verbose").out).toContain(`\nlock: ${word}\n`);
    expect(simulation.pct("snapshot 900 ab").err).toBe(`CT is locked (${word})\n`);
    expect(simulation.pct("unlock 900")).toEqual({ code: 0, out: "", err: "" });
  });

  it("is ignored by status, config, exec, push and pull", () => {
    simulation.reset({ lock: "backup" });
    expect(simulation.pct("status 900").code).toBe(0);
    expect(simulation.pct("config 900").code).toBe(0);
    expect(simulation.pct("exec 900 -- true").code).toBe(99);
    expect(simulation.pct(["push", "900", "/dev/null", "/x"])).toEqual({ code: 0, out: "", err: "" });
    expect(simulation.has("state/900/root/x")).toBe(true);
  });
});
