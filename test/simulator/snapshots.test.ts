import { beforeEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[]) => simulation.pct(line);
const good = { code: 0, out: "", err: "" };
const failed = (err: string, out = "") => ({ code: 255, out, err: `${err}\n` });
const two = [
  { name: "aa", description: "first" },
  { name: "bb", description: "" },
];
beforeEach(() => simulation.reset());

describe("pct snapshot", () => {
  it("says nothing, keeps the configuration, and leaves no lock", () => {
    const before = simulation.config();
    expect(pct(["snapshot", "900", "ab", "--description", "plan=1 values=2"])).toEqual(good);
    const [current, past] = simulation.config().split("\n[ab]\n");
    expect(current).toBe(before.replace("rootfs:", "parent: ab\nrootfs:"));
    expect(past?.replace(/snaptime: \d+\n/, "")).toBe(`#plan=1 values=2\n${before}`);
    expect(past).toMatch(/snaptime: \d+\n/);
  });

  it("works for a stopped container", () => {
    simulation.reset({ running: false });
    expect(pct("snapshot 900 ab")).toEqual(good);
    expect(pct("status 900").out).toBe("status: stopped\n");
  });

  it.each(["current", "vzdump"])("refuses the reserved name %s", (name) => {
    expect(pct(`snapshot 900 ${name}`)).toEqual(failed(`unable to use snapshot name '${name}' (reserved name)`));
    expect(pct(`snapshot 904 ${name}`)).toEqual(failed(`unable to use snapshot name '${name}' (reserved name)`));
  });

  it("keeps case", () => {
    pct("snapshot 900 ab");
    expect(pct("snapshot 900 AB")).toEqual(good);
  });

  it("refuses in this order: template, lock, name, storage", () => {
    const conf = (...lines: string[]) => simulation.write("host/etc/pve/lxc/900.conf", `${lines.join("\n")}\n`);
    const rest = ["", "[ab]", "snaptime: 1"];
    conf("lock: backup", "rootfs: local:900/x.raw", "template: 1", ...rest);
    expect(pct("snapshot 900 ab")).toEqual(failed("you can't take a snapshot if it's a template"));
    conf("lock: backup", "rootfs: local:900/x.raw", ...rest);
    expect(pct("snapshot 900 ab")).toEqual(failed("CT is locked (backup)"));
    conf("rootfs: local:900/x.raw", ...rest);
    expect(pct("snapshot 900 ab")).toEqual(failed("snapshot name 'ab' already used"));
    conf("rootfs: local:900/x.raw", ...rest);
    expect(pct("snapshot 900 cd")).toEqual(failed("snapshot feature is not available"));
  });

  it.each(["mp0: /mnt/data,mp=/data", "mp1: volume=/dev/sdb1,mp=/x"])("is not available with %s", (line) => {
    simulation.reset({ config: [line] });
    expect(pct("snapshot 900 ab")).toEqual(failed("snapshot feature is not available"));
  });

  it("cleans up when the storage refuses, and says so on stdout", () => {
    simulation.write("state/900/storage", "fails\n");
    const before = simulation.config();
    const { code, out, err } = pct("snapshot 900 ab");
    expect([code, out]).toEqual([255, "snapshot create failed: starting cleanup\n"]);
    expect(err).not.toContain("TASK ERROR");
    expect(simulation.config()).toBe(before);
  });

  it("a name that ends in a newline damages the file and leaves the container locked", () => {
    expect(pct(["snapshot", "900", "ab\n"]).code).toBe(255);
    expect(simulation.config()).toContain("lock: snapshot\n");
    expect(pct("status 900").err).toContain("unable to parse config");
  });
});

describe("pct delsnapshot", () => {
  beforeEach(() => simulation.reset({ snapshots: two }));

  it("re-attaches the children to the parent", () => {
    expect(pct("delsnapshot 900 aa")).toEqual(good);
    expect(simulation.config()).not.toContain("aa");
    expect(pct("delsnapshot 900 bb")).toEqual(good);
    expect(simulation.config()).not.toContain("parent");
  });

  it("refuses what does not exist, and a locked container", () => {
    expect(pct("delsnapshot 900 cc")).toEqual(failed("snapshot 'cc' does not exist"));
    simulation.reset({ snapshots: two, lock: "backup" });
    expect(pct("delsnapshot 900 aa")).toEqual(failed("CT is locked (backup)"));
  });

  it("leaves lock and state when the storage refuses; unlock, then --force", () => {
    simulation.write("state/900/storage", "fails\n");
    expect(pct("delsnapshot 900 aa").code).toBe(255);
    expect(simulation.config()).toContain("lock: snapshot-delete\n");
    expect(simulation.config()).toContain("snapstate: delete\n");
    expect(pct("delsnapshot 900 aa --force")).toEqual(failed("CT is locked (snapshot-delete)"));
    expect(pct("rollback 900 aa").code).toBe(255);
    expect(pct("unlock 900")).toEqual(good);
    const forced = pct("delsnapshot 900 aa --force");
    expect([forced.code, forced.err, forced.out === ""]).toEqual([0, "", false]);
    expect(simulation.config()).not.toContain("[aa]");
  });
});

describe("pct rollback", () => {
  beforeEach(() => simulation.reset({ snapshots: two }));

  it("kills a running container and leaves it off", () => {
    expect(pct("rollback 900 bb")).toEqual(good);
    expect(pct("status 900").out).toBe("status: stopped\n");
    expect(simulation.config()).not.toContain("lock:");
  });

  it("--start starts it", () => {
    expect(pct("rollback 900 bb --start")).toEqual(good);
    expect(pct("status 900").out).toBe("status: running\n");
  });

  it("brings back the configuration and the inside, but keeps the description", () => {
    simulation.write("state/900/steps/step_1_a", "");
    pct("snapshot 900 cc");
    pct(["set", "900", "--memory", "4096", "--description", "new"]);
    simulation.write("state/900/steps/step_2_b", "");
    expect(pct("rollback 900 cc")).toEqual(good);
    expect(simulation.config()).toMatch(/^#new\n/);
    expect(simulation.config()).not.toContain("4096");
    expect([simulation.has("state/900/steps/step_1_a"), simulation.has("state/900/steps/step_2_b")]).toEqual([
      true,
      false,
    ]);
  });

  it("refuses in this order: template, name, not the newest, incomplete, lock", () => {
    const conf = (...lines: string[]) => simulation.write("host/etc/pve/lxc/900.conf", `${lines.join("\n")}\n`);
    const past = ["", "[aa]", "snaptime: 1", "", "[bb]", "parent: aa", "snapstate: delete", "snaptime: 2"];
    conf("lock: disk", "parent: bb", "rootfs: x:subvol-900-disk-0,size=1G", "template: 1", ...past);
    expect(pct("rollback 900 cc")).toEqual(failed("you can't rollback if vm is a template"));
    conf("lock: disk", "parent: bb", "rootfs: x:subvol-900-disk-0,size=1G", ...past);
    expect(pct("rollback 900 cc")).toEqual(failed("snapshot 'cc' does not exist"));
    expect(pct("rollback 900 aa")).toEqual(
      failed("can't rollback, 'aa' is not most recent snapshot on 'x:subvol-900-disk-0'"),
    );
    expect(pct("rollback 900 bb")).toEqual(failed("unable to rollback to incomplete snapshot (snapstate = delete)"));
    conf("lock: disk", "parent: bb", ...past.filter((line) => !line.startsWith("snapstate")));
    expect(pct("rollback 900 bb")).toEqual(failed("CT is locked (disk)"));
  });

  it("leaves its lock when the storage refuses", () => {
    simulation.write("state/900/storage", "fails\n");
    expect(pct("rollback 900 bb").code).toBe(255);
    expect(simulation.config()).toContain("lock: rollback\n");
  });
});
