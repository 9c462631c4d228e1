import { describe, expect, it } from "vitest";
import { onHost } from "../../generator/dsl/condition.ts";
import type { ApplicationOptions, Definition } from "../../generator/dsl/container.ts";
import { application } from "../../generator/dsl/container-schema.ts";
import type { Step } from "../../generator/dsl/step.ts";
import { gib, mib } from "../../generator/dsl/units.ts";
import { parseContainerConfig } from "../../generator/hosts/status/container-config.ts";
import { describeContainer } from "../../generator/hosts/status/describe.ts";
import { driftOf } from "../../generator/hosts/status/drift.ts";
import { configurationText } from "../../generator/simulator/create.ts";
import { lxcDevice } from "../../generator/steps/kinds/lxc-device.ts";
import { lxcMount } from "../../generator/steps/kinds/lxc-mount.ts";
import { lxcOptions } from "../../generator/steps/kinds/lxc-options.ts";
import { lxcVolume } from "../../generator/steps/kinds/lxc-volume.ts";
import { nvidiaDevices } from "../../generator/steps/kinds/nvidia-devices.ts";
import { app, planOf, simulated } from "./status-world.ts";

const NET = simulated(910).config?.[0] ?? "";

/** What differs: the setting, what it is, what is wanted, when, who. */
function drift(definition: Definition, change: readonly string[], more = ""): string[] {
  const { wanted } = describeContainer(planOf(definition));
  const text = configurationText(simulated(910, { config: change }));
  return driftOf(parseContainerConfig(text + more), wanted).map(
    ({ setting, is, wanted, when, owner }) => `${setting}: '${is}' instead of '${wanted}', ${when}, ${owner}`,
  );
}

describe("a container that is as its definition says has no drift", () => {
  it.each([
    [],
    ["memory: 2048"],
    ["rootfs: tank:vol,size=64G"],
    ["features: mount=nfs"],
    [`${NET},firewall=1`],
    ["swap: 0"],
  ])("%s", (...change) => {
    expect(drift(app(910), change)).toEqual([]);
  });
});

describe("what differs from the definition:", () => {
  it.each([
    ["memory: 1024", "memory: '1024' instead of '2048', now, container"],
    ["cores: 4", "cores: '4' instead of '2', now, container"],
    ["hostname: other", "hostname: 'other' instead of 'ct910', now, container"],
    ["rootfs: tank:vol,size=8G", "rootfs: '8G' instead of '32G', now, container"],
    ["features: nesting=1", "features: 'nesting=1' instead of '', now, container"],
    ["mp0: /tank,mp=/srv", "mp0: '/tank,mp=/srv' instead of '', now, container"],
    ["dev0: /dev/fuse", "dev0: '/dev/fuse' instead of '', now, container"],
    ["unprivileged: 0", "unprivileged: '0' instead of '1', now, container"],
  ])("%s", (change, said) => {
    expect(drift(app(910), [change])).toEqual([said]);
  });

  it("address and hardware address, whatever its capitals", () => {
    const [said = ""] = drift(app(910), [NET.replace("ip=10.0.0.160", "ip=10.0.0.161")]);
    expect(said).toMatch(/^net0: 'name=eth0,.*ip=10\.0\.0\.161\/24,type=veth' instead of 'name=eth0,gw=/);
    expect(drift(app(910), [NET.toLowerCase()])).toEqual([]);
    expect(drift(app(910), [NET.replace("BC:24", "BC:25")])).toHaveLength(1);
  });

  it("the firewall, where the definition speaks of it", () => {
    const { options } = app(910);
    const guarded = (firewall: boolean) =>
      application({ ...options, network: { ...options.network, firewall } } as ApplicationOptions);
    expect(drift(guarded(true), [`${NET},firewall=1`])).toEqual([]);
    expect(drift(guarded(true), [NET])).toHaveLength(1);
    expect(drift(guarded(false), [`${NET},firewall=1`])).toHaveLength(1);
    expect(drift(guarded(false), [NET])).toEqual([]);
  });

  it("what waits for a restart, and what a restart breaks", () => {
    expect(drift(app(910), ["memory: 1024"], "\n[pve:pending]\nmemory: 2048\n")).toEqual([
      "memory: '1024' instead of '2048', restart, container",
    ]);
    expect(drift(app(910), [], "\n[pve:pending]\nmemory: 1024\n")).toEqual([
      "memory: '1024' instead of '2048', restart breaks, container",
    ]);
    expect(drift(app(910), [], "\n[pve:pending]\ndelete: memory\n")).toEqual([
      "memory: '' instead of '2048', restart breaks, container",
    ]);
  });

  it("nothing of a snapshot is taken for what is so now", () => {
    expect(drift(app(910), [], "\n[ready]\nmemory: 1\nmp0: /x,mp=/y\n")).toEqual([]);
  });
});

describe("what a step of the script sets is compared with what the step says:", () => {
  const options = app(910, [lxcOptions({ swap: "none", onboot: true, nameservers: [], tags: ["a", "b"] })]);

  it("options", () => {
    expect(drift(options, ["swap: 0", "onboot: 1", "tags: b;a"])).toEqual([]);
    expect(drift(options, ["tags: a"])).toEqual([
      "swap: '512' instead of '0', now, script",
      "onboot: '' instead of '1', now, script",
      "tags: 'a' instead of 'a;b', now, script",
    ]);
  });

  it.each([
    ["mp0: /tank/media,mp=/srv/media", []],
    ["mp3: volume=/tank/media,mp=/srv/media,backup=0", []],
    ["mp0: /tank/media,mp=/srv/media,ro=1", ["mount /srv/media"]],
    ["mp0: /tank/other,mp=/srv/media", ["mount /srv/media"]],
    ["mp0: /tank/media,mp=/srv/other", ["mount /srv/media", "mp0"]],
    ["cores: 2", ["mount /srv/media"]],
  ])("a mount: %s", (change, settings) => {
    const mount = lxcMount({ source: "/tank/media", path: "/srv/media" });
    expect(drift(app(910, [mount]), [change]).map((line) => line.replace(/:.*/, ""))).toEqual(settings);
  });

  it.each([
    ["mp0: local-zfs:subvol-910-disk-1,mp=/data,backup=1,size=50G", 0],
    ["mp0: local-zfs:subvol-910-disk-1,mp=/data,backup=1,size=80G", 0],
    ["mp0: local-zfs:subvol-910-disk-1,mp=/data,backup=1,size=40G", 1],
    ["mp0: local-zfs:subvol-910-disk-1,mp=/data,size=50G", 1],
    ["mp0: other:subvol-910-disk-1,mp=/data,backup=1,size=50G", 1],
  ])("a volume: %s", (change, count) => {
    const volume = lxcVolume({ storage: "local-zfs", path: "/data", size: gib(50), backup: true });
    expect(drift(app(910, [volume]), [change])).toHaveLength(count);
  });

  it.each([
    ["dev0: /dev/dri/renderD128,gid=104,mode=0660", 0],
    ["dev0: path=/dev/dri/renderD128,mode=0660,gid=7", 0],
    ["dev0: /dev/dri/renderD128,mode=0660", 1],
    ["dev0: /dev/dri/renderD128,gid=104,mode=0666", 1],
    ["dev0: /dev/dri/renderD129,gid=104,mode=0660", 2],
  ])("a device, whose group is known inside only: %s", (change, count) => {
    const device = lxcDevice({ path: "/dev/dri/renderD128", group: "render", mode: "0660" });
    expect(drift(app(910, [device]), [change])).toHaveLength(count);
  });

  it("lines for GPUs", () => {
    const gpus = app(910, [nvidiaDevices({ gpus: [0] })]);
    expect(drift(gpus, [])).toHaveLength(6);
    expect(drift(gpus, ["lxc.cgroup2.devices.allow: c 195:* rwm"])).toHaveLength(5);
  });

  it("but not if the step has a condition", () => {
    const when = { when: onHost.has("nvidia-smi") };
    const steps: Step[] = [
      lxcOptions({ memory: mib(4096), ...when }),
      lxcMount({ source: "/tank/media", path: "/srv/media", ...when }),
      lxcDevice({ path: "/dev/fuse", ...when }),
    ];
    expect(drift(app(910, steps), ["memory: 1", "mp0: /x,mp=/y", "dev0: /dev/x"])).toEqual([]);
  });

  it("a feature that it names, and the others by the definition", () => {
    const { cloneOf, snapshot, unprivileged, ...rest } = app(910).options;
    const steps = [lxcOptions({ features: { nesting: true, mknod: true } })];
    const definition = application({ ...rest, unprivileged: true, features: { nesting: true }, steps });
    expect(drift(definition, ["features: mknod=1,nesting=1"])).toEqual([]);
    expect(drift(definition, ["features: keyctl=1,mknod=1,nesting=1"])).toHaveLength(1);
    expect(drift(definition, ["features: nesting=1"])).toEqual([
      "features: 'nesting=1' instead of 'mknod=1,nesting=1', now, script",
    ]);
  });
});
