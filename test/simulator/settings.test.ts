import { beforeEach, describe, expect, it } from "vitest";
import { Simulation } from "./simulation.ts";

const simulation = new Simulation();
const pct = (line: string | string[]) => simulation.pct(line);
const silent = { code: 0, out: "", err: "" };
const direct = (err: string) => ({ code: 255, out: "", err: `${err}\n` });
beforeEach(() => {
  simulation.reset();
  simulation.remove("host/etc/pve/lxc/905.conf");
});

describe("pct set", () => {
  it("is silent and changes one key", () => {
    expect(pct("set 900 --memory 4096")).toEqual(silent);
    expect(simulation.config()).toContain("\nmemory: 4096\n");
  });

  it("needs an option", () => {
    expect(pct("set 900")).toEqual(direct("no options specified"));
  });

  it("refuses a locked container", () => {
    simulation.reset({ lock: "backup" });
    expect(pct("set 900 --memory 4096")).toEqual(direct("CT is locked (backup)"));
  });

  it("deletes; a key that is not there is a line on stderr and exit 0", () => {
    pct("set 900 --tags a");
    expect(pct("set 900 --delete tags,onboot")).toEqual({
      code: 0,
      out: "",
      err: "cannot delete 'onboot' - not set in current configuration!\n",
    });
    expect(simulation.config()).not.toContain("tags");
  });

  it("makes pending what a running container cannot take, and reverts it", () => {
    pct("set 900 --features nesting=1");
    expect(simulation.config()).toContain("\n[pve:pending]\nfeatures: nesting=1\n");
    expect(pct("set 900 --revert features")).toEqual(silent);
    expect(simulation.config()).not.toContain("pending");
  });

  it("makes a volume of a storage and a size, with the next number", () => {
    pct("set 900 --mp0 tank:8,mp=/data,backup=1");
    pct("set 900 --mp3 volume=tank:4,mp=/more");
    expect(simulation.config()).toContain("\nmp0: tank:subvol-900-disk-1,mp=/data,backup=1,size=8G\n");
    expect(simulation.config()).toContain("\nmp3: tank:subvol-900-disk-2,mp=/more,size=4G\n");
  });

  it("mounts at once what is new, and what changes at the next start", () => {
    pct("set 900 --mp0 /tank/media,mp=/srv/media");
    pct("set 900 --mp0 /tank/other,mp=/srv/media");
    expect(simulation.config()).toContain("\nmp0: /tank/media,mp=/srv/media\n");
    expect(simulation.config()).toContain("\n[pve:pending]\nmp0: /tank/other,mp=/srv/media\n");
  });

  it("P4: takes no change of a volume of a protected container, whatever else is set with it", () => {
    pct("set 900 --mp0 tank:8,mp=/data");
    pct("set 900 --protection 1");
    expect(pct("set 900 --protection 0 --mp1 /tank/media,mp=/media")).toEqual(
      direct("can't update CT 900 drive 'mp1' - protection mode enabled"),
    );
    expect(pct("set 900 --delete mp0")).toEqual(direct("can't remove CT 900 drive 'mp0' - protection mode enabled"));
    expect(pct("set 900 --memory 1024")).toEqual(silent);
    expect(simulation.config()).toContain("\nprotection: 1\n");
  });

  it("P7: takes no device that the host lacks, and nothing that is no device", () => {
    expect(pct("set 900 --dev0 /dev/dri/card9")).toEqual(direct("Device /dev/dri/card9 does not exist"));
    expect(pct("set 900 --dev0 /dev/,mode=0660")).toEqual(direct("/dev/ is not a device"));
    expect(pct("set 900 --unprivileged 0")).toEqual(direct("unable to modify read-only option: 'unprivileged'"));
  });

  it("refuses another digest", () => {
    expect(pct("set 900 --memory 99 --digest abc").code).toBe(255);
  });

  it("keeps raw lines, comments and snapshots that others wrote", () => {
    simulation.reset({
      config: ["lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind,optional,create=file"],
      snapshots: [{ name: "ab", description: "x: y" }],
    });
    simulation.write("host/etc/pve/lxc/900.conf", `# by hand: 100%\n${simulation.config()}`);
    pct("set 900 --memory 4096");
    expect(simulation.config()).toMatch(/^# by hand%3A 100%25\n/);
    expect(simulation.config().match(/lxc\.mount\.entry: \/dev\/nvidia0 /g)).toHaveLength(2);
    expect(simulation.config()).toContain("\n[ab]\n#x%3A y\n");
  });
});

describe("pct unlock", () => {
  it("removes any lock, silently; none is an error", () => {
    simulation.reset({ lock: "backup" });
    expect(pct("unlock 900")).toEqual(silent);
    expect(pct("unlock 900")).toEqual(direct("no lock found trying to remove any lock"));
  });
});

describe("pct template", () => {
  it("makes a template", () => {
    simulation.reset({ running: false });
    expect(pct("template 900")).toEqual(silent);
    expect(simulation.config()).toContain("\ntemplate: 1\n");
    expect(pct("template 900")).toEqual(direct("you can't convert a template to a template"));
  });

  it("refuses snapshots, a running container, a lock", () => {
    expect(pct("template 900")).toEqual(direct("you can't convert a CT to template if the CT is running"));
    simulation.reset({ snapshots: [{ name: "ab", description: "" }] });
    expect(pct("template 900")).toEqual(direct("unable to create template, because CT contains snapshots"));
    simulation.reset({ lock: "disk" });
    expect(pct("template 900")).toEqual(direct("CT is locked (disk)"));
  });

  it("exits 0 when the storage refuses", () => {
    simulation.reset({ running: false });
    simulation.write("state/900/storage", "fails\n");
    const { code, err } = pct("template 900");
    expect([code, err === ""]).toEqual([0, false]);
    expect(simulation.config()).not.toContain("template");
  });
});

describe("pct clone", () => {
  it("copies the configuration: new address, no snapshots, no lock, and says what it does on stdout", () => {
    simulation.reset({ running: false, snapshots: [{ name: "ab", description: "x" }] });
    const volume = "lxc-disks:subvol-900-disk-0";
    expect(pct("clone 900 905 --hostname other --description new")).toEqual({
      code: 0,
      out: `creating a clone of container 900 with ID 905\ncreate full clone of mountpoint rootfs (${volume})\n`,
      err: "",
    });
    const mac = /hwaddr=([^,]*)/;
    expect(simulation.config(905)).toMatch(/^#new\narch: amd64\n/);
    expect(simulation.config(905)).toContain("rootfs: lxc-disks:subvol-905-disk-0,size=32G\n");
    expect(simulation.config(905)).toContain("hostname: other\n");
    expect(simulation.config(905)).not.toMatch(/\[|parent/);
    expect(mac.exec(simulation.config(905))?.[1]).toMatch(/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/);
    expect(mac.exec(simulation.config(905))?.[1]).not.toBe(mac.exec(simulation.config())?.[1]);
    expect(pct("status 905").out).toBe("status: stopped\n");
  });

  it("of a running container comes from a snapshot only", () => {
    expect(pct("clone 900 905")).toEqual({
      code: 2,
      out: "",
      err: "Full clone of a running container is only possible from a snapshot\n",
    });
    simulation.write("state/900/steps/step_1_a", "");
    pct("snapshot 900 ab");
    simulation.write("state/900/steps/step_2_b", "");
    pct("set 900 --memory 4096");
    expect(pct("clone 900 905 --snapname ab").code).toBe(0);
    expect(simulation.config(905)).toContain("memory: 2048\n");
    expect(simulation.has("state/905/steps/step_1_a")).toBe(true);
    expect(simulation.has("state/905/steps/step_2_b")).toBe(false);
  });

  it("of a template is linked, and then takes no storage", () => {
    simulation.reset({ running: false });
    pct("template 900");
    expect(pct("clone 900 905 --storage x")).toEqual(direct("parameter 'storage' not allowed for linked clones"));
    expect(pct("clone 900 905").out).toContain(
      "create linked clone of mount point rootfs (lxc-disks:basevol-900-disk-0)\n",
    );
    expect(simulation.config(905)).not.toContain("template");
  });

  it("refuses an id that is taken, a snapshot that is not there, a lock", () => {
    simulation.reset({ running: false });
    expect(pct("clone 900 900")).toEqual(direct("CT 900 already exists on node 'pve'"));
    expect(pct("clone 900 905 --snapname zz")).toEqual(direct("snapshot 'zz' does not exist"));
    simulation.reset({ running: false, lock: "disk" });
    expect(pct("clone 900 905")).toEqual(direct("CT is locked (disk)"));
  });

  it("reports the storage as a failed task", () => {
    simulation.reset({ running: false });
    simulation.write("state/900/storage", "fails\n");
    const { code, err } = pct("clone 900 905");
    expect(code).toBe(255);
    expect(err).toMatch(/^clone failed: /);
  });

  it("knows no option that belongs to set", () => {
    expect(pct("clone 900 905 --memory 4096").err).toContain("Unknown option: memory\n");
  });
});

describe("pct resize", () => {
  it.each([
    ["64G", "size=64G"],
    ["+1G", "size=33G"],
    ["32769M", "size=32769M"],
    ["32.5G", "size=33280M"],
  ])("rootfs %s gives %s", (size, text) => {
    expect(pct(`resize 900 rootfs ${size}`)).toEqual(silent);
    expect(simulation.config()).toContain(`rootfs: lxc-disks:subvol-900-disk-0,${text}\n`);
  });

  it("refuses to shrink, and what is so already", () => {
    expect(pct("resize 900 rootfs 16G")).toEqual(direct("unable to shrink disk size"));
    expect(pct("resize 900 rootfs 32G")).toEqual(direct("disk is already at specified size"));
    expect(pct("resize 900 rootfs 64")).toEqual(direct("unable to shrink disk size"));
  });

  it("exits 0 when the storage refuses", () => {
    simulation.write("state/900/storage", "fails\n");
    expect(pct("resize 900 rootfs 64G").code).toBe(0);
    expect(simulation.config()).toContain("size=32G\n");
  });
});

describe("pct create and destroy", () => {
  it("create makes a stopped container", () => {
    const words =
      "create 905 local:vztmpl/x.tar.zst --hostname new --rootfs lxc-disks:8 --unprivileged 1 --net0 name=eth0,ip=dhcp";
    expect(pct(words)).toEqual(silent);
    expect(simulation.config(905)).toBe(
      "hostname: new\nnet0: name=eth0,ip=dhcp\nrootfs: lxc-disks:subvol-905-disk-0,size=8G\nunprivileged: 1\n",
    );
    expect(pct(words)).toEqual(direct("unable to create CT 905 - CT 905 already exists on node 'pve'"));
  });

  it("destroy wants it stopped, unlocked, unprotected", () => {
    expect(pct("destroy 900")).toEqual(direct("unable to destroy CT 900 - container is running"));
    simulation.reset({ running: false, lock: "backup" });
    expect(pct("destroy 900")).toEqual(direct("CT is locked (backup)"));
    simulation.reset({ running: false, config: ["protection: 1"] });
    expect(pct("destroy 900")).toEqual(direct("can't remove CT 900 - protection mode enabled"));
    simulation.reset({ running: false });
    expect(pct("destroy 900")).toEqual(silent);
    expect(pct("status 900").code).toBe(2);
  });
});
