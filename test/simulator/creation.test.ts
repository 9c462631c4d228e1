import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configurationText } from "../../generator/simulator/create.ts";
import { Simulation } from "./simulation.ts";

const source = join(dirname(fileURLToPath(import.meta.url)), "../../generator/simulator");
const folder = mkdtempSync(join(tmpdir(), "simulator-build-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the folder", () => {
  it("needs no Node: nothing in it starts one", () => {
    const simulation = new Simulation();
    const files = readdirSync(simulation.folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    expect(files.length).toBeGreaterThan(50);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name), "utf8")).not.toMatch(/(^|[|;&(])\s*node\s/m);
  });

  it("is as the real file has it", () => {
    const container = { ctid: 910, hostname: "portainer", running: true, unprivileged: false };
    const config = ["features: nesting=1", "memory: 4096", "lxc.cgroup2.devices.allow: c 195:* rwm"];
    const text = configurationText({
      ...container,
      config,
      lock: "backup",
      snapshots: [{ name: "ab", description: "a: é" }],
    });
    const [current = "", past = ""] = text.split("\n\n");
    expect(current.split("\n")).toEqual([
      "arch: amd64",
      "cores: 2",
      "features: nesting=1",
      "hostname: portainer",
      "lock: backup",
      "memory: 4096",
      "net0: name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:03:8E,ip=dhcp,type=veth",
      "ostype: ubuntu",
      "parent: ab",
      "rootfs: lxc-disks:subvol-910-disk-0,size=32G",
      "swap: 512",
      "unprivileged: 0",
      "lxc.cgroup2.devices.allow: c 195:* rwm",
    ]);
    expect(past.split("\n").slice(0, 3)).toEqual(["[ab]", "#a%3A %C3%A9", "arch: amd64"]);
    expect(past).not.toContain("lock");
  });

  it("reads back unchanged: what pct writes is what was laid out", () => {
    const simulation = new Simulation([
      {
        lock: "backup",
        snapshots: [
          { name: "bb", description: "x" },
          { name: "aa", description: "" },
        ],
      },
    ]);
    const before = simulation.config();
    simulation.pct("unlock 900");
    expect(simulation.config()).toBe(before.replace("lock: backup\n", ""));
  });
});

describe("the bundled command line", () => {
  const bundle = join(folder, "simulator.cjs");
  beforeAll(() => {
    buildSync({
      entryPoints: [join(source, "main.ts")],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      define: { "import.meta.dirname": "__dirname" },
    });
    spawnSync("sh", ["-c", 'mkdir "$2/simulator" && cp "$1"/*.bash "$2/simulator/"', "sh", source, folder]);
  });
  const run = (...args: string[]) => spawnSync(process.execPath, [bundle, ...args], { encoding: "utf8" });

  it("up lays out a folder", () => {
    const made = join(folder, "made");
    expect(run("up", made, "900", "901:stopped:lock=backup", "902:privileged:snapshot=ab")).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "",
    });
    const { stdout } = spawnSync(join(made, "bin/pct"), ["list"], { encoding: "utf8" });
    expect(
      stdout
        .split("\n")
        .slice(1, 4)
        .map((line) => line.trim().split(/ +/)),
    ).toEqual([
      ["900", "running", "ct900"],
      ["901", "stopped", "backup", "ct901"],
      ["902", "running", "ct902"],
    ]);
  });

  it.each([
    [[]],
    [["down"]],
    [["up"]],
    [["up", "x", "99"]],
    [["up", "x", "900:asleep"]],
  ])("%j is wrong use, 2", (args) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringMatching(/^usage: /) });
  });
});

describe("the Bash parts", () => {
  const parts = readdirSync(source).filter((name) => name.endsWith(".bash"));
  it.each(parts)("%s parses", (name) => {
    expect(spawnSync("/bin/bash", ["-n", join(source, name)], { encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });
});
