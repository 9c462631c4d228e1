import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { hostStatus } from "../../generator/hosts/status/host-status.ts";
import { aptHeld } from "../../generator/steps/kinds/apt-held.ts";
import { fileFromHost } from "../../generator/steps/kinds/file-from-host.ts";
import { lxcDevice } from "../../generator/steps/kinds/lxc-device.ts";
import { lxcMount } from "../../generator/steps/kinds/lxc-mount.ts";
import { app, describedHost, done, FOLDER, host, planOf, simulated, tpl } from "./status-world.ts";

const isRoot = process.getuid?.() === 0;
const bootId = (): string => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
const startOf = (pid: number): string =>
  readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\) /s, "").split(" ")[19] ?? "";

describe.runIf(isRoot)("of a host, one look at all that lies there tells", () => {
  it("scripts: same, outdated, edited, wrong mode or owner, missing, orphan, not ours", () => {
    const all = [910, 911, 912, 913, 914, 915, 916, 917, 918].map((ctid) => app(ctid));
    const there = host([]);
    const put = there.putScript;
    put(app(910));
    put(app(911, [aptHeld({ packages: ["curl"] })]));
    put(app(912), (text) => `${text}\n# a line more\n`);
    put(app(913), (text) => text.replace("Running it again is safe", "Running it again is"));
    put(app(914), undefined, 0o775);
    put(app(915));
    there.chown(`${FOLDER}/phoenix_hypervisor_setup_915.sh`, 1000);
    there.put(`${FOLDER}/phoenix_hypervisor_setup_917.sh`, "#!/bin/sh\nexit 0\n", 0o755);
    mkdirSync(join(there.root, FOLDER, "phoenix_hypervisor_setup_918.sh"));
    put(app(919));
    symlinkSync("/etc/passwd", join(there.root, FOLDER, "phoenix_hypervisor_setup_920.sh"));
    there.put(`${FOLDER}/another-program`, "x", 0o755);
    const status = statusOf(there, describedHost(all));
    expect(status.containers.map(({ ctid, script }) => [ctid, script.is])).toEqual([
      [910, "same"],
      [911, "outdated"],
      [912, "edited by hand"],
      [913, "edited by hand"],
      [914, "wrong mode or owner"],
      [915, "wrong mode or owner"],
      [916, "missing"],
      [917, "not ours"],
      [918, "not ours"],
    ]);
    expect(status.strays.map(({ ctid, script }) => [ctid, script.is])).toEqual([
      [919, "orphan"],
      [920, "not ours"],
    ]);
  });

  it("runs: none, ok, failed, running, interrupted by a kill or a boot, malformed", async () => {
    const all = [910, 911, 912, 913, 914, 915, 916].map((ctid) => app(ctid));
    const there = host([]);
    const sleeper = spawn("sleep", ["60"]);
    onTestFinished(() => void sleeper.kill("SIGKILL"));
    const pid = sleeper.pid ?? 0;
    const running = { state: "running", pid, processStart: startOf(pid), boot: bootId() };
    const record = (ctid: number, more: object) => {
      const { end, exit, seconds, changed, startedContainer, counts, reason, steps, ...rest } = done(ctid);
      there.putRecord(ctid, { ...rest, ...more });
    };
    there.putRecord(911, done(911));
    there.putRecord(912, { ...done(912), exit: 22, reason: "no such image" });
    record(913, running);
    record(914, { ...running, processStart: "1" });
    record(915, { ...running, boot: "another boot" });
    there.putRecord(916, '{"version": 1');
    const status = statusOf(there, describedHost(all));
    expect(status.containers.map(({ lastRun }) => lastRun.is)).toEqual([
      ...["none", "ok", "failed", "running", "interrupted", "interrupted", "malformed"],
    ]);
    expect(status.containers[2]?.lastRun).toMatchObject({ exit: 22, reason: "no such image" });
  });

  it("a lock that a process holds means that a script is at work", async () => {
    const there = host([]);
    there.put("/run/phoenix-setup/phoenix_hypervisor_setup_910.lock", "");
    const holder = spawn("flock", [
      join(there.root, "run/phoenix-setup/phoenix_hypervisor_setup_910.lock"),
      "sh",
      "-c",
      "echo held; exec sleep 60",
    ]);
    onTestFinished(() => void holder.kill("SIGKILL"));
    await once(holder.stdout, "data");
    expect(statusOf(there, describedHost([app(910)])).containers[0]?.lastRun.is).toBe("running");
  });

  it("containers: running, stopped, locked, missing, on another node; with one call of pct for 40", () => {
    const all = Array.from({ length: 40 }, (_, i) => app(900 + i));
    const there = host([
      ...all.slice(0, 36).map(({ options: { ctid } }) => simulated(ctid)),
      simulated(936, { running: false }),
      simulated(937, { lock: "backup" }),
    ]);
    there.put("/etc/pve/nodes/pve2/lxc/939.conf", "memory: 1\n");
    const status = statusOf(there, describedHost(all));
    expect(readFileSync(join(there.folder, "state/calls"), "utf8")).toBe("1 list\n");
    expect(
      status.containers.slice(35).map(({ container, lock, drift }) => [container.is, container.detail, lock, drift]),
    ).toEqual([
      ["running", "", "", []],
      ["stopped", "", "", []],
      ["running", "", "backup", []],
      ["missing", "", "", []],
      ["elsewhere", "pve2", "", []],
    ]);
  });

  it("what a script reads, what it needs, links, snapshots", () => {
    const steps = [
      fileFromHost({ source: "/srv/key.pem", path: "/etc/key.pem" }),
      lxcMount({ source: "/tank/media", path: "/srv/media" }),
      lxcDevice({ path: "/dev/fuse" }),
    ];
    const template = tpl(901);
    const there = host([
      simulated(910),
      simulated(901, {
        snapshots: [{ name: "ready", description: `phoenix-setup plan=${planOf(template).hash} values=none` }],
      }),
    ]);
    mkdirSync(join(there.root, "tank/media"), { recursive: true });
    symlinkSync("phoenix_hypervisor_setup_910.sh", join(there.root, FOLDER, "phoenix_hypervisor_lxc_910.sh"));
    const links = { scriptLinks: "phoenix_hypervisor_lxc_<CTID>.sh" };
    const status = statusOf(there, describedHost([template, app(910, steps)], links));
    expect(status.containers.map(({ missing }) => missing)).toEqual([
      [],
      ["file /srv/key.pem: missing", "device /dev/fuse: missing"],
    ]);
    expect(status.containers.map(({ script }) => script.link)).toEqual(["missing", "right"]);
    expect(status.containers.map(({ snapshot }) => snapshot?.is)).toEqual(["current", undefined]);
    expect(status.problems).toEqual([]);
  });

  it("whoever is not root and may not use sudo: unreadable, and not foreign or missing", () => {
    const there = host([simulated(910)]);
    there.putScript(app(910), undefined, 0o750);
    chmodSync(there.folder, 0o755);
    const answer = there.ask(describedHost([app(910)]), [
      "setpriv",
      "--reuid=65534",
      "--regid=65534",
      "--clear-groups",
    ]);
    if (answer.is !== "facts") throw new Error(answer.is);
    const status = hostStatus(describedHost([app(910)]), answer.facts);
    expect(status.containers[0]?.script.is).toBe("unreadable");
    expect(status.limited).toMatch(/^the user nobody cannot read all of it, and .*sudo/);
    expect(status.asDescribed).toBe(false);
  });

  it("all as described", () => {
    const there = host([simulated(910)]);
    const definition = app(910);
    there.putScript(definition);
    there.putRecord(910, { ...done(910), plan: planOf(definition).hash });
    expect(statusOf(there, describedHost([definition]))).toMatchObject({
      asDescribed: true,
      problems: [],
      limited: "",
    });
  });
});

function statusOf(there: ReturnType<typeof host>, described: ReturnType<typeof describedHost>) {
  const answer = there.ask(described);
  if (answer.is !== "facts") throw new Error(answer.is);
  return hostStatus(described, answer.facts);
}
