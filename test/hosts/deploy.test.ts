import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type DeployOptions, deployToHost, type HostScript } from "../../generator/hosts/deploy/deploy-to-host.ts";
import { reasonOf } from "../../generator/hosts/deploy/refusals.ts";
import { root } from "../unit/project.ts";
import { onHost, RIG, seenAt } from "./rig-host.ts";

const folder = "/usr/local/phoenix_hypervisor/bin";
const bin = seenAt("pve1", folder);
const generated = readdirSync(join(root, "dist-scripts")).filter((name) => name.endsWith(".sh"));
const text = (name: string): string => readFileSync(join(root, "dist-scripts", name), "utf8");
const sha256 = (bytes: string): string => createHash("sha256").update(bytes).digest("hex");

/** The fleet's scripts, or these texts. */
const scripts = (of: Readonly<Record<string, string>>, link: string | null = null): HostScript[] =>
  Object.entries(of).map(([name, content]) => ({
    name,
    sha256: sha256(content),
    link: link?.replace("<CTID>", name.replace(/\D/g, "")) ?? null,
    read: () => Buffer.from(content),
  }));
const fleet = Object.fromEntries(generated.map((name) => [name, text(name)]));
const [first = ""] = generated;

const deploy = (change: Partial<DeployOptions> = {}) =>
  deployToHost({
    destination: "root@pve1",
    folder,
    scripts: scripts(fleet),
    dryRun: false,
    force: false,
    prune: false,
    texts: false,
    ...change,
  });

/** A script as an earlier fleet had it: made by phoenix-setup, and not edited. */
function older(name: string): string {
  const [above = "", below = ""] = text(name).split(/^# head: .*\n# body: .*\n/m);
  const body = `${below}# older\n`;
  return `${above}# head: ${sha256(above)}\n# body: ${sha256(body)}\n${body}`;
}

const put = (name: string, content: string): void => writeFileSync(join(bin, name), content, { mode: 0o755 });
const there = (name: string): string => readFileSync(join(bin, name), "utf8");
const left = (): string[] => readdirSync(bin).filter((name) => name.startsWith("."));

beforeEach(() => {
  onHost("pve1", `umount ${folder} 2>/dev/null; rm -rf ${folder} && mkdir -p ${folder}`);
});

describe("deploy", () => {
  it("puts scripts in their places, root's and executable, and does nothing the next time", async () => {
    expect((await deploy()).outcome).toBe("done");
    for (const name of generated) expect(there(name)).toBe(text(name));
    const was = onHost("pve1", `stat -c '%a %U %n %i' ${folder}/*`).out;
    expect(was).toMatch(/^755 root /);
    const again = await deploy();
    expect([again.outcome, again.files.every(({ state }) => state === "same")]).toEqual(["unchanged", true]);
    expect(onHost("pve1", `stat -c '%a %U %n %i' ${folder}/*`).out).toBe(was);
    expect(left()).toEqual([]);
  });

  it("keeps what it replaces, puts mode and owner right, and leaves a running script what it opened", async () => {
    put(first, older(first));
    put(generated[1] ?? "", text(generated[1] ?? ""));
    onHost("pve1", `chmod 600 ${folder}/${generated[1]}`);
    const { files, outcome } = await deploy();
    expect(outcome).toBe("done");
    expect(files.slice(0, 3).map(({ state }) => state)).toEqual(["changed", "mode", "missing"]);
    expect(there(`${first}.previous`)).toBe(older(first));
    expect(there(first)).toBe(text(first));
  });

  it("says what would change, and changes nothing", async () => {
    put(first, older(first));
    const { outcome, texts } = await deploy({ dryRun: true, texts: true });
    expect([outcome, texts.get(first)]).toEqual(["would change", older(first)]);
    expect([there(first), readdirSync(bin).length]).toEqual([older(first), 1]);
  });

  it("never replaces what was edited by hand or is not ours, but with --force, and then keeps it", async () => {
    const edited = older(first).replace("set -euo", "set -eu");
    put(first, edited);
    put(generated[1] ?? "", "#!/bin/sh\n");
    const refused = await deploy();
    expect(reasonOf(refused, "root@pve1")?.split("\n").slice(1)).toEqual([
      expect.stringContaining(`${first} was edited by hand`),
      expect.stringContaining(`${generated[1]} was not made by phoenix-setup`),
    ]);
    expect([there(first), readdirSync(bin).length]).toEqual([edited, 2]);
    expect((await deploy({ force: true })).outcome).toBe("done");
    expect([there(first), there(`${first}.previous`)]).toEqual([text(first), edited]);
  });

  it("an edited head counts, too", async () => {
    put(
      first,
      text(first)
        .replace(/^# plan: ./m, "# plan: 0")
        .replace(/^# plan: 0/m, "# plan: f"),
    );
    expect((await deploy()).files[0]?.state).toBe("edited");
  });

  it("names orphans, and removes those that are ours alone", async () => {
    put("phoenix_hypervisor_setup_777.sh", older(first));
    put("phoenix_hypervisor_setup_778.sh", "#!/bin/sh\n");
    const named = await deploy();
    expect(named.orphans).toEqual([
      { name: "phoenix_hypervisor_setup_777.sh", origin: "ours" },
      { name: "phoenix_hypervisor_setup_778.sh", origin: "foreign" },
    ]);
    expect(there("phoenix_hypervisor_setup_777.sh")).toBe(older(first));
    expect((await deploy({ prune: true })).outcome).toBe("done");
    const names = readdirSync(bin);
    expect([
      names.includes("phoenix_hypervisor_setup_777.sh"),
      names.includes("phoenix_hypervisor_setup_778.sh"),
    ]).toEqual([false, true]);
  });

  it("keeps links under the name that an orchestrator looks for", async () => {
    const linked = scripts({ [first]: text(first) }, "phoenix_hypervisor_lxc_<CTID>.sh");
    const name = `phoenix_hypervisor_lxc_${first.replace(/\D/g, "")}.sh`;
    expect((await deploy({ scripts: linked })).outcome).toBe("done");
    expect(onHost("pve1", `readlink ${folder}/${name}`).out).toBe(`${first}\n`);
    expect((await deploy({ scripts: linked })).outcome).toBe("unchanged");
    onHost("pve1", `rm ${folder}/${name}; echo mine >${folder}/${name}`);
    expect((await deploy({ scripts: linked })).outcome).toBe("refused");
  });

  it("works as a user who may become root", async () => {
    expect((await deploy({ destination: "ops@pve1" })).outcome).toBe("done");
    expect(onHost("pve1", `stat -c %U ${folder}/${first}`).out).toBe("root\n");
  });

  it("sweeps what a run that was killed has left", async () => {
    mkdirSync(join(bin, ".phoenix-setup-deploy.abcdefgh/new"), { recursive: true });
    expect((await deploy()).outcome).toBe("done");
    expect(left()).toEqual([]);
  });

  it("two at once: one is done, and the other is told that there is another", async () => {
    const holder = spawn("ssh", ["root@pve1", `exec 9<${folder}; flock 9; echo held; sleep 30`]);
    await new Promise((resolve) => holder.stdout.once("data", resolve));
    const refused = await deploy();
    holder.kill();
    expect([refused.refusal?.reason, readdirSync(bin)]).toEqual(["busy", []]);
  });
});

describe("one clear error, and nothing half done:", () => {
  const FULL = `mount -t tmpfs -o size=64k none ${folder}`;
  const cases: Readonly<Record<string, readonly [before: string, change: Partial<DeployOptions>, says: RegExp]>> = {
    "the disk is full": [
      FULL,
      {},
      /^root@pve1: the (scripts could not be unpacked there|folder cannot be written): .*(No space left on device|Wrote only \d+ of \d+ bytes)$/,
    ],
    "the folder is read-only": [
      `mount -t tmpfs -o ro none ${folder}`,
      {},
      /^root@pve1: the folder cannot be written: .*Read-only file system$/,
    ],
    "the folder is a link": [`rmdir ${folder}; ln -s /var ${folder}`, {}, /is a link/],
    "a parent is a link": ["", { folder: "/var/run/phoenix" }, /\/var\/run is a link/],
    "there is no folder": [`rmdir ${folder}`, {}, /fix: ssh root@pve1 mkdir -p/],
    "a folder is in a script's place": [`mkdir ${folder}/${first}`, {}, /is not a file there/],
    "not root, and sudo wants a password": [
      "",
      { destination: "asked@pve1" },
      /sudo -n did not.*\nsudo: a password is required$/,
    ],
    "a wrong user": ["", { destination: "nobody-there@pve1" }, /ssh was refused.*\n.*Permission denied/],
    "an unknown name": [
      "",
      { destination: "root@nowhere" },
      /no such host name.*\nssh: Could not resolve hostname nowhere/,
    ],
    "a time-out": ["", { destination: "root@pve1", idleSeconds: 0.01 }, /no answer in time/],
  };
  it.each(Object.entries(cases))("%s", async (_, [before, change, says]) => {
    onHost("pve1", before || "true");
    const deployed = await deploy(change);
    expect(["refused", "failed"]).toContain(deployed.outcome);
    expect(reasonOf(deployed, change.destination ?? "root@pve1")?.replace(/\nNothing was changed\.$/, "")).toMatch(
      says,
    );
    expect(onHost("pve1", `find -L ${folder} -maxdepth 1 -type f -name '*.sh' 2>/dev/null | wc -l`).out.trim()).toBe(
      "0",
    );
    onHost("pve1", `umount ${folder} 2>/dev/null; rm -rf ${folder}`);
  });

  it("an unknown host key, and one that has changed", async () => {
    const hosts = readFileSync(join(RIG, "known_hosts"), "utf8");
    try {
      writeFileSync(join(RIG, "known_hosts"), hosts.replace(/^pve1 .*\n/m, ""));
      expect((await deploy()).answer.failure).toBe("unknown host key");
      const [, other = ""] = /^pve2 (.*)$/m.exec(hosts) ?? [];
      writeFileSync(join(RIG, "known_hosts"), hosts.replace(/^pve1 .*$/m, `pve1 ${other}`));
      expect((await deploy()).answer.failure).toBe("changed host key");
    } finally {
      writeFileSync(join(RIG, "known_hosts"), hosts);
    }
  });

  it("no pct there", async () => {
    onHost("pve1", `mv ${RIG}/pve1/sim/bin/pct ${RIG}/pve1/sim/bin/no-pct`);
    const { refusal } = await deploy();
    onHost("pve1", `mv ${RIG}/pve1/sim/bin/no-pct ${RIG}/pve1/sim/bin/pct`);
    expect(refusal).toEqual({ reason: "no-tool", words: "pct" });
  });
});
