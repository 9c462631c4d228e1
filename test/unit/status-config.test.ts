import { describe, expect, it } from "vitest";
import {
  mebibytesOf,
  parseContainerConfig,
  partsOf,
  settingsAfterRestart,
} from "../../generator/hosts/status/container-config.ts";
import { parsePctList } from "../../generator/hosts/status/pct-list.ts";
import { sameSetting } from "../../generator/hosts/status/same-setting.ts";
import { snapshotState } from "../../generator/hosts/status/snapshot-state.ts";

const PLAN = "a".repeat(64);

describe("a container's configuration is read as Proxmox reads it:", () => {
  it("settings, notes, entries for LXC, changes that wait, snapshots", () => {
    const config = parseContainerConfig(
      [
        "#first line%3A 100 %25",
        "#s%C3%BCss",
        "arch: amd64",
        "cores:   4  ",
        "lxc.mount.entry: /dev/x dev/x none bind",
        "lxc.cgroup2.devices.allow = c 195:* rwm",
        "memory: 2048\r",
        "no setting at all",
        "",
        "[pve:pending]",
        "memory: 4096",
        "delete: features,!net1",
        "",
        "[base-snapshot]",
        `#phoenix-setup plan=${PLAN} values=none`,
        "memory: 1024",
        "snaptime: 1700000000",
      ].join("\n"),
    );
    expect([...config.settings]).toEqual([
      ["arch", "amd64"],
      ["cores", "4"],
      ["memory", "2048"],
    ]);
    expect(config.description).toBe("first line: 100 %\nsüss\n");
    expect(config.raw).toEqual(["lxc.mount.entry: /dev/x dev/x none bind", "lxc.cgroup2.devices.allow: c 195:* rwm"]);
    expect(config.pending.settings.get("memory")).toBe("4096");
    expect([...config.snapshots.keys()]).toEqual(["base-snapshot"]);
    expect(config.snapshots.get("base-snapshot")?.settings.get("memory")).toBe("1024");
  });

  it("of a key that is there twice, the last one counts", () => {
    expect(parseContainerConfig("memory: 1\nmemory: 2\n").settings.get("memory")).toBe("2");
  });

  it("after a restart, what waits for it is so", () => {
    const config = parseContainerConfig("a: 1\nb: 2\nc: 3\n[pve:pending]\na: 9\ndelete: b,!c\n");
    expect([...settingsAfterRestart(config)]).toEqual([["a", "9"]]);
  });

  it("a line of a megabyte takes no time", () => {
    const line = `memory:${" ".repeat(1 << 20)}x${" ".repeat(1 << 20)}`;
    expect(parseContainerConfig(line).settings.get("memory")).toBe("x");
  });
});

it.each([
  ["8G", 8192],
  ["8192M", 8192],
  ["1T", 1048576],
  ["1048576K", 1024],
  ["1073741824", 1024],
  [undefined, Number.POSITIVE_INFINITY],
  ["much", Number.POSITIVE_INFINITY],
])("the size %s is %s MiB", (size, mebibytes) => {
  expect(mebibytesOf(size)).toBe(mebibytes);
});

it("parts of a value: the one without a name, and those with one", () => {
  expect([...partsOf("tank:vol,mp=/srv,size=8G")]).toEqual([
    ["", "tank:vol"],
    ["mp", "/srv"],
    ["size", "8G"],
  ]);
});

describe("a setting means the same", () => {
  it.each([
    ["memory", undefined, "512", true],
    ["memory", "2048", "2048", true],
    ["memory", undefined, "1024", false],
    ["cores", undefined, "2", false],
    ["onboot", undefined, "0", true],
    ["features", "nesting=1,keyctl=1", "fuse=0,keyctl=1,nesting=1", true],
    ["features", "nesting=1,mount=nfs", "fuse=0,keyctl=0,nesting=1", true],
    ["features", "nesting=1", "fuse=0,keyctl=0,nesting=0", false],
    ["features", "nesting=0", "fuse=0,keyctl=0,nesting=0", true],
    ["features", undefined, "fuse=0,keyctl=0,nesting=1", false],
    [
      "net0",
      "name=eth0,hwaddr=BC:24:11:00:00:01,ip=10.0.0.2/24,type=veth,firewall=1",
      "name=eth0,hwaddr=bc:24:11:00:00:01",
      true,
    ],
    ["net0", "name=eth0,ip=10.0.0.2/24", "name=eth0,ip=10.0.0.3/24", false],
    ["net0", "name=ETH0", "name=eth0", false],
    ["startup", "3", "order=3", true],
    ["startup", "up=30,order=3", "order=3,up=30", true],
    ["startup", "order=3,up=30", "order=3", false],
    ["tags", "b, a", "a;b", true],
    ["nameserver", undefined, "", true],
    ["nameserver", "10.0.0.1", "", false],
  ])("%s %s, wanted %s: %s", (key, is, wanted, same) => {
    expect(sameSetting(key, is, wanted)).toBe(same);
  });
});

describe("a template's snapshot is", () => {
  const state = (section: string) => snapshotState(parseContainerConfig(`memory: 1\n${section}`), "ready", PLAN);

  it.each([
    ["current", `[ready]\n#phoenix-setup plan=${PLAN} values=none\n`],
    ["outdated", `[ready]\n#phoenix-setup plan=${"b".repeat(64)} values=none\n`],
    ["unknown", "[ready]\n#made by hand\n"],
    ["unknown", "[ready]\nmemory: 1\n"],
    ["unknown", `[ready]\n#phoenix-setup plan=${PLAN} values=none\nsnapstate: prepare\n`],
    ["unknown", `[ready]\n#see phoenix-setup plan=${PLAN} values=none\n`],
    ["none", `[Ready]\n#phoenix-setup plan=${PLAN} values=none\n`],
    ["none", `#phoenix-setup plan=${PLAN} values=none\n`],
  ])("%s: %j", (is, section) => {
    expect(state(section).is).toBe(is);
  });
});

it("pct list is read by its first two columns, whatever a lock does to the others", () => {
  const said = [
    "VMID       Status     Lock         Name                ",
    "900        running                 ct900               ",
    "901        stopped    backup       running             ",
    "902        frozen                  ct902               ",
    "vm 903 - unable to parse config: 903 running",
    "904        running",
  ].join("\n");
  expect([...parsePctList(said)]).toEqual([
    [900, "running"],
    [901, "stopped"],
    [904, "running"],
  ]);
});
