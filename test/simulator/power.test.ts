import { beforeEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string) => simulation.pct(line);
const good = { code: 0, out: "", err: "" };
const failed = (err: string, out = "") => ({ code: 255, out, err: `${err}\n` });
const state = () => pct("status 900").out.trim();
beforeEach(() => {
  simulation.reset();
  simulation.write("state/time-scale", "100\n");
});

describe("pct start", () => {
  it("starts, silently", () => {
    simulation.reset({ running: false });
    expect(pct("start 900")).toEqual(good);
    expect(state()).toBe("status: running");
  });

  it("is not idempotent", () => {
    expect(pct("start 900")).toEqual(failed("CT 900 already running"));
  });

  it("refuses a template, a lock, and a container that does not boot", () => {
    simulation.reset({ running: false, config: ["template: 1"], lock: "backup" });
    expect(pct("start 900")).toEqual(failed("you can't start a CT if it's a template"));
    simulation.reset({ running: false, lock: "backup" });
    expect(pct("start 900")).toEqual(failed("CT is locked (backup)"));
    simulation.reset({ running: false });
    simulation.write("state/900/boot", "fails\n");
    expect(pct("start 900")).toEqual(failed("startup for container '900' failed"));
    expect(state()).toBe("status: stopped");
  });

  it("lets `mounted` pass, and any lock with --skiplock", () => {
    simulation.reset({ running: false, lock: "mounted" });
    expect(pct("start 900")).toEqual(good);
    simulation.reset({ running: false, lock: "backup" });
    expect(pct("start 900 --skiplock")).toEqual(good);
  });

  it("has no --timeout", () => {
    expect(pct("start 900 --timeout 5").err).toContain("Unknown option: timeout\n");
  });
});

describe("pct stop, shutdown, reboot", () => {
  it.each(["stop", "shutdown"])("%s: a stopped and a missing container are `not running`", (word) => {
    simulation.reset({ running: false });
    expect(pct(`${word} 900`)).toEqual(failed("CT 900 not running"));
    expect(pct(`${word} 904`)).toEqual(failed("CT 904 not running"));
  });

  it("reboot says VM", () => {
    simulation.reset({ running: false });
    expect(pct("reboot 900")).toEqual(failed("VM 900 not running"));
    expect(pct("reboot 904")).toEqual(failed("VM 904 not running"));
  });

  it.each([
    "stop 900",
    "shutdown 900",
    "shutdown 900 --timeout 30",
    "shutdown 900 --forceStop",
  ])("pct %s is silent", (line) => {
    expect(pct(line)).toEqual(good);
    expect(state()).toBe("status: stopped");
  });

  it("--forceStop before the id swallows it", () => {
    expect(pct("shutdown --forceStop 900").err).toContain("400 not enough arguments\n");
    expect(state()).toBe("status: running");
  });

  it("stop and shutdown respect a lock; only stop has --skiplock", () => {
    simulation.reset({ lock: "disk" });
    expect(pct("stop 900")).toEqual(failed("CT is locked (disk)"));
    expect(pct("shutdown 900")).toEqual(failed("CT is locked (disk)"));
    expect(pct("shutdown 900 --skiplock").err).toContain("Unknown option: skiplock\n");
    expect(pct("stop 900 --skiplock")).toEqual(good);
  });

  it("start applies what is pending", () => {
    const simulation = new Simulation([{ running: false }]);
    simulation.write("host/etc/pve/lxc/900.conf", `${simulation.config()}\n[pve:pending]\nnameserver: 10.0.0.1\n`);
    expect(simulation.pct("start 900").code).toBe(0);
    expect(simulation.config()).not.toContain("pending");
    expect(simulation.config()).toContain("\nnameserver: 10.0.0.1\n");
  });

  it("reboot ignores locks and applies what is pending", () => {
    simulation.reset({ lock: "backup" });
    simulation.write(
      "host/etc/pve/lxc/900.conf",
      `${simulation.config()}\n[pve:pending]\ndelete: ostype\nfeatures: nesting=1\n`,
    );
    expect(pct("reboot 900")).toEqual(good);
    expect(simulation.config()).toContain("features: nesting=1\n");
    expect(simulation.config()).not.toMatch(/pending|ostype/);
    expect(state()).toBe("status: running");
  });

  it("a container that does not shut down: the lxc-stop line on stdout, 255", () => {
    simulation.write("state/900/shutdown", "hangs\n");
    const out = "command 'lxc-stop -n 900 --nokill --timeout 1' failed: exit code 1\n";
    expect(pct("shutdown 900 --timeout 1")).toEqual(failed("container did not stop", out));
    expect(state()).toBe("status: running");
  });

  it("and is killed with --forceStop", () => {
    simulation.write("state/900/shutdown", "hangs\n");
    expect(pct("shutdown 900 --timeout 1 --forceStop 1")).toEqual(good);
    expect(state()).toBe("status: stopped");
  });
});
