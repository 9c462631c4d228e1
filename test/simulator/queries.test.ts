import { beforeEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[]) => simulation.pct(line);
beforeEach(() => simulation.reset());

describe("pct status", () => {
  it.each([true, false])("prints one line and exits 0, running or not: %s", (running) => {
    simulation.reset({ running });
    expect(pct("status 900")).toEqual({ code: 0, out: `status: ${running ? "running" : "stopped"}\n`, err: "" });
  });

  it("--verbose gives sorted lines, the lock among them", () => {
    simulation.reset({ lock: "backup", running: false });
    const lines = pct("status 900 --verbose").out.trimEnd().split("\n");
    expect(lines).toEqual([...lines].sort());
    expect(lines).toEqual(
      expect.arrayContaining(["lock: backup", "name: base", "status: stopped", "type: lxc", "vmid: 900"]),
    );
    expect(lines.join()).not.toContain("pid:");
  });

  it("--verbose has no lock line without a lock, and a pid when running", () => {
    const { out } = pct("status 900 --verbose");
    expect(out).not.toContain("lock:");
    expect(out).toContain("pid: 1\n");
    expect(out).not.toContain("cpu: ");
  });

  it("says what it cannot parse on stderr, and still exits 0", () => {
    simulation.write("host/etc/pve/lxc/900.conf", "hostname: base\n???\n");
    expect(pct("status 900")).toEqual({
      code: 0,
      out: "status: running\n",
      err: "vm 900 - unable to parse config: ???\n",
    });
  });
});

describe("pct list", () => {
  it("sorts by number, leaves blanks at line ends, and shows a lock in its column", () => {
    const fleet = new Simulation([
      { ctid: 1000, running: false, hostname: "a-very-long-name-that-is-not-cut" },
      { ctid: 901, lock: "snapshot" },
      { ctid: 900 },
    ]);
    expect(fleet.pct("list").out).toBe(
      [
        "VMID       Status     Lock         Name                ",
        "900        running                 base                ",
        "901        running    snapshot     base                ",
        "1000       stopped                 a-very-long-name-that-is-not-cut",
        "",
      ].join("\n"),
    );
  });

  it("names a container without a hostname CT<id>", () => {
    simulation.write("host/etc/pve/lxc/900.conf", "memory: 512\n");
    expect(pct("list").out).toContain("CT900");
  });

  it("prints nothing at all, not even the header, without containers", () => {
    expect(new Simulation([]).pct("list")).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("pct config", () => {
  it("prints sorted lines, lxc.* last, the description encoded in one line, no snapshots", () => {
    simulation.reset({
      config: ["lxc.cgroup2.devices.allow: c 195:* rwm"],
      snapshots: [{ name: "ab", description: "" }],
    });
    pct(["set", "900", "--description", "a:b\n2nd 100%"]);
    const lines = pct("config 900").out.trimEnd().split("\n");
    expect(lines.at(-1)).toBe("lxc.cgroup2.devices.allow: c 195:* rwm");
    expect(lines.slice(0, -1)).toEqual(lines.slice(0, -1).sort());
    expect(lines).toContain("description: a%3Ab%0A2nd 100%25%0A");
    expect(lines).toContain("parent: ab");
    expect(lines.join()).not.toContain("snaptime");
  });

  it("shows pending values, and current ones with --current 1", () => {
    simulation.reset({ config: ["tty: 2"] });
    expect(pct("set 900 --features nesting=1 --delete tty").code).toBe(0);
    expect(pct("config 900").out).toContain("features: nesting=1\n");
    expect(pct("config 900").out).not.toContain("tty:");
    expect(pct("config 900 --current 1").out).not.toContain("features:");
    expect(pct("config 900 --current 1").out).toContain("tty: 2\n");
  });

  it("shows a snapshot, and refuses one that does not exist or both options together", () => {
    simulation.reset({ snapshots: [{ name: "ab", description: "it" }] });
    expect(pct("config 900 --snapshot ab").out).toMatch(/description: it%0A\n[\s\S]*snaptime: 1750000000\n/);
    expect(pct("config 900 --snapshot cd")).toEqual({ code: 255, out: "", err: "snapshot 'cd' does not exist\n" });
    const both = pct("config 900 --snapshot ab --current 1");
    expect([both.code, both.err.split("\n")[0]]).toEqual([255, "400 Parameter verification failed."]);
  });
});

describe("pct listsnapshot", () => {
  it("always has the line `current`", () => {
    const out = "`-> current                                             You are here!\n";
    expect(pct("listsnapshot 900")).toEqual({ code: 0, out, err: "" });
  });

  it("is a tree with names, times, and the first line of each description", () => {
    const snapshots = [
      { name: "before_upgrade", description: "first\nsecond line" },
      { name: "before-upgrade2", description: "" },
    ];
    simulation.reset({ snapshots });
    expect(pct("listsnapshot 900").out).toBe(
      [
        "`-> before_upgrade              2025-06-15 15:06:40     first",
        " `-> before-upgrade2            2025-06-15 15:07:40     no-description",
        "  `-> current                                           You are here!",
        "",
      ].join("\n"),
    );
  });

  it("puts `current` last among its siblings, but branches of an ancestor may follow", () => {
    const parts = [
      "parent: bb",
      "",
      "[aa]",
      "snaptime: 10",
      "",
      "[bb]",
      "parent: aa",
      "snaptime: 20",
      "",
      "[cc]",
      "parent: aa",
      "snaptime: 30",
    ];
    simulation.write("host/etc/pve/lxc/900.conf", `${parts.join("\n")}\n`);
    const names = pct("listsnapshot 900")
      .out.split("\n")
      .map((line) => line.trim().split(/ +/)[1]);
    expect(names).toEqual(["aa", "bb", "current", "cc", undefined]);
  });

  it("does not cut a long name, and shows the description as it was given", () => {
    const name = "x".repeat(40);
    pct(["snapshot", "900", name, "--description", "50% of: é \\n $(id)"]);
    expect(pct("listsnapshot 900").out.split("\n")[0]).toMatch(
      /^`-> x{40} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d {5}50% of: é \\n \$\(id\)$/,
    );
  });

  it("shows a half-made snapshot like a good one", () => {
    simulation.write("host/etc/pve/lxc/900.conf", "lock: snapshot\n\n[ab]\nsnapstate: prepare\nsnaptime: 10\n");
    expect(pct("listsnapshot 900").out).toContain("`-> ab ");
  });
});
