import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
symlinkSync("/dev/null", simulation.path("host/dev/nvidia0"));
const pct = (line: string | string[]) => simulation.pct(line);
const head = "400 Parameter verification failed.\n";

describe("values", () => {
  it.each(["abc", "900.0", "9e2", "0x384", "", " 900"])("vmid %j is no integer", (word) => {
    const err = `${head}vmid: type check ('integer') failed - got '${word}'\npct status <vmid> [OPTIONS]\n`;
    expect(pct(["status", word])).toEqual({ code: 255, out: "", err });
  });

  it.each([
    "99",
    "0900",
    "+900",
    "1000000000",
    "0",
  ])("vmid %s is no VM ID, with an empty line before the usage", (word) => {
    const err = `${head}vmid: invalid format - value does not look like a valid VM ID\n\npct status <vmid> [OPTIONS]\n`;
    expect(pct(["status", word])).toEqual({ code: 255, out: "", err });
  });

  it("a negative vmid is an unknown option", () => {
    expect(pct("status -5").err).toContain("Unknown option: 5\n");
  });

  it.each(["100", "999999999"])("vmid %s is one", (word) => {
    expect(pct(["status", word]).code).toBe(2);
  });

  it.each(["a.b", "a", "1ab", "-ab", "a b", "_ab", "ab/c", "é1", ""])("snapshot name %j is refused", (word) => {
    const err = `${head}snapname: invalid format - invalid configuration ID '${word}'\n\npct snapshot <vmid> <snapname> [OPTIONS]\n`;
    expect(pct(["snapshot", "900", "--", word])).toEqual({ code: 255, out: "", err });
  });

  it.each(["ab", "A-b_9", "x".repeat(40)])("snapshot name %s is accepted", (word) => {
    expect(pct(["snapshot", "900", word]).code).toBe(0);
  });

  it("a snapshot name has 40 characters at most", () => {
    const err = `${head}snapname: value may only be 40 characters long\npct snapshot <vmid> <snapname> [OPTIONS]\n`;
    expect(pct(["snapshot", "900", "x".repeat(41)])).toEqual({ code: 255, out: "", err });
  });

  it.each([
    ["shutdown 900 --timeout x", "timeout: type check ('integer') failed - got 'x'"],
    ["shutdown 900 --timeout 1.5", "timeout: type check ('integer') failed - got '1.5'"],
    ["shutdown 900 --timeout -1", "timeout: value must have a minimum value of 0"],
    ["set 900 --memory 15", "memory: value must have a minimum value of 16"],
    ["set 900 --cores 8193", "cores: value must have a maximum value of 8192"],
    ["set 900 --cores 99999999999999999999", "cores: value must have a maximum value of 8192"],
    ["set 900 --cpulimit x", "cpulimit: type check ('number') failed - got 'x'"],
    ["set 900 --cpulimit -0.5", "cpulimit: value must have a minimum value of 0"],
    ["set 900 --tty 7", "tty: value must have a maximum value of 6"],
    [
      "set 900 --lock foo",
      "lock: value 'foo' does not have a value in the enumeration 'backup, create, destroyed, disk, fstrim, migrate, mounted, rollback, snapshot, snapshot-delete'",
    ],
    ["resize 900 rootfs x", "size: value does not match the regex pattern"],
    ["resize 900 rootfs 1P", "size: value does not match the regex pattern"],
    ["clone 900 99", "newid: invalid format - value does not look like a valid VM ID"],
  ])("pct %s: %s", (line, field) => {
    const { code, out, err } = pct(line);
    expect([code, out]).toEqual([255, ""]);
    expect(err).toMatch(/^400 Parameter verification failed\.\n/);
    expect(err.split("\n")[1]).toBe(field);
  });

  it("an enumeration is spelt out, ranges too", () => {
    const { err } = pct("resize 900 x 1G");
    expect(err).toContain("disk: value 'x' does not have a value in the enumeration 'rootfs, mp0, mp1, ");
    expect(err).toContain(", mp254, mp255'\n");
    expect(pct("resize 900 mp256 1G").err).toContain("disk: value 'mp256' does not");
  });

  it.each([
    "name=eth0,bogus=1",
    "bridge=vmbr0",
    "eth0",
    "name=a,name=b",
  ])("net0 %s is no property string of net", (text) => {
    const err = `${head}net0: invalid format - format error\n\npct set <vmid> [OPTIONS]\n`;
    expect(pct(["set", "900", "--net0", text])).toEqual({ code: 255, out: "", err });
  });

  it.each([
    ["--net0", "name=eth0,bridge=vmbr0,ip=10.0.0.2/24,gw=10.0.0.1"],
    ["--mp0", "lxc-disks:8,mp=/data"],
    ["--features", "nesting=1,keyctl=1"],
    ["--dev0", "/dev/nvidia0"],
    ["--cpulimit", "1.5"],
  ])("%s %s is accepted", (option, text) => {
    expect(pct(["set", "900", option, text])).toEqual({ code: 0, out: "", err: "" });
  });

  it("a parameter that requires another is told so", () => {
    expect(pct("create 905 local:x --unique 1").err).toContain(
      "restore: missing property - 'unique' requires this property\n",
    );
  });
});

describe("exit codes", () => {
  const other = new Simulation();
  it("are 2 for a missing container in direct commands", () => {
    for (const line of [
      "status 904",
      "config 904",
      "listsnapshot 904",
      "exec 904 -- bash -s",
      "set 904 --memory 99",
      "resize 904 rootfs 1G",
      "template 904",
      "clone 904 905",
      "unlock 904",
    ]) {
      const err = "Configuration file 'nodes/pve/lxc/904.conf' does not exist\n";
      expect([line, other.pct(line)]).toEqual([line, { code: 2, out: "", err }]);
    }
  });

  it("are 255 where a task reports it", () => {
    for (const line of ["start 904", "snapshot 904 ab", "delsnapshot 904 ab", "rollback 904 ab", "destroy 904"]) {
      const err = "Configuration file 'nodes/pve/lxc/904.conf' does not exist\n";
      expect([line, other.pct(line)]).toEqual([line, { code: 255, out: "", err }]);
    }
  });

  it("are other numbers when a test says so", () => {
    other.write("state/exit-codes", "missing 77\nfailure 3\n");
    expect(other.pct("status 904").code).toBe(77);
    expect(other.pct("status abc").code).toBe(3);
    expect(other.pct("start 900").code).toBe(3);
    expect(other.pct("foo").code).toBe(3);
    expect(other.pct("status 900").code).toBe(0);
  });
});

describe("P7: formats of single options, in the words of the real one", () => {
  const usage = "\npct set <vmid> [OPTIONS]\n";
  const address = "nameserver: invalid format - value does not look like a valid IP address\n";
  const startup = "startup: invalid format - unable to parse startup options\n";

  it.each([
    ["nameserver", "dns.example", address],
    ["nameserver", "10.0.0.1 10.0.0.300", address],
    ["nameserver", "010.0.0.1", address],
    ["nameserver", "fd00::1::2", address],
    ["startup", "first", startup],
    ["startup", "order=1,up=30s", startup],
    ["startup", "0", startup],
    [
      "dev0",
      "/dev/null,mode=0999",
      "dev0: invalid format - format error\ndev0.mode: value does not match the regex pattern\n",
    ],
    [
      "dev0",
      "/dev/null,mode=660",
      "dev0: invalid format - format error\ndev0.mode: value does not match the regex pattern\n",
    ],
    [
      "dev0",
      "/dev/null,gid=video",
      "dev0: invalid format - format error\ndev0.gid: type check ('integer') failed - got 'video'\n",
    ],
    [
      "dev0",
      "/tmp/x",
      "dev0: invalid format - format error\ndev0.path: invalid format - /tmp/x is not a valid device path\n\n",
    ],
  ])("%s %s", (option, value, said) => {
    expect(pct(["set", "900", `--${option}`, value])).toEqual({ code: 255, out: "", err: head + said + usage });
  });

  it.each([
    ["nameserver", "10.0.0.1,fd00::1"],
    ["nameserver", "fe80::1%eth0 ::ffff:10.0.0.1"],
    ["startup", "2,down=30"],
    ["startup", "up=1,order=3"],
  ])("%s %s is taken", (option, value) => {
    expect(pct(["set", "900", `--${option}`, value])).toEqual({ code: 0, out: "", err: "" });
  });
});
