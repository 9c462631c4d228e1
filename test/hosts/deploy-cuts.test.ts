import { createHash } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { deployToHost, type HostScript } from "../../generator/hosts/deploy/deploy-to-host.ts";
import { root } from "../unit/project.ts";
import { onHost, RIG, seenAt } from "./rig-host.ts";

const folder = "/usr/local/phoenix_hypervisor/bin";
const bin = seenAt("pve1", folder);
const names = readdirSync(join(root, "dist-scripts")).filter((name) => name.endsWith(".sh"));
const text = (name: string): string => readFileSync(join(root, "dist-scripts", name), "utf8");
const sha256 = (bytes: string): string => createHash("sha256").update(bytes).digest("hex");

/** As an earlier fleet had it: made by phoenix-setup, and not edited. */
function older(name: string): string {
  const [above = "", below = ""] = text(name).split(/^# head: .*\n# body: .*\n/m);
  return `${above}# head: ${sha256(above)}\n# body: ${sha256(`${below}# older\n`)}\n${below}# older\n`;
}

const scripts = names.map(
  (name): HostScript => ({ name, sha256: sha256(text(name)), link: null, read: () => Buffer.from(text(name)) }),
);
/** Bytes of the manifest and of the archive. */
const BLOCK = 512;
const length =
  names.reduce((sum, name) => sum + BLOCK * (1 + Math.ceil(Buffer.byteLength(text(name)) / BLOCK)), 2 * BLOCK) +
  names.reduce((sum, name) => sum + 64 + name.length + 4, 0);

/** Kills the program and what it has started, by their ids, in the host's own namespace. */
const KILL = `for at in /proc/[0-9]*; do grep -qs '[p]hoenix-setup-deploy' "$at/cmdline" && kill -KILL "\${at#/proc/}"; done`;
const AT_WORK = `cat /proc/[0-9]*/cmdline 2>/dev/null | grep -c '[p]hoenix-setup-deploy'`;

/** An `ssh` that passes on so many bytes, and then ends the stream, or is killed, or has what runs on the host killed. */
function cutting(how: string, bytes: number): string {
  const at = mkdtempSync(join(RIG, "cut-"));
  onTestFinished(() => rmSync(at, { recursive: true, force: true }));
  const pid = readFileSync(join(RIG, "pve1/pid"), "utf8").trim();
  writeFileSync(join(at, "kill"), `#!/bin/sh\n${KILL}\n`);
  // At once, as head would not: the host waits for the first bytes.
  const pass =
    "my $left = shift; while ($left > 0) { my $n = sysread STDIN, my $piece, $left; last unless $n; syswrite STDOUT, $piece; $left -= $n }";
  writeFileSync(join(at, "pass"), pass);
  const then = {
    "end of stream": "exec 3>&-",
    "KILL of ssh": "kill -KILL $ssh",
    "KILL on the host": `nsenter --target ${pid} --mount --pid -- sh ${at}/kill`,
  }[how];
  writeFileSync(
    join(at, "ssh"),
    `#!/bin/sh\nmkfifo ${at}/in\n${RIG}/bin/ssh "$@" <${at}/in &\nssh=$!\nexec 3>${at}/in\nperl ${at}/pass ${bytes} >&3\n${then}\nexec 3>&-\nwait $ssh\n`,
  );
  chmodSync(join(at, "ssh"), 0o755);
  return at;
}

const deploy = (at?: string) =>
  deployToHost({
    destination: "root@pve1",
    folder,
    scripts,
    dryRun: false,
    force: false,
    prune: false,
    texts: false,
    ...(at !== undefined && { env: { ...process.env, PATH: `${at}:${process.env["PATH"]}` } }),
  });

/** Numbers from 0 to 1, the same for the same seed. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

const HOW = ["end of stream", "KILL of ssh", "KILL on the host"];
const drawn = numbers(Number(process.env["PHOENIX_HOSTS_SEED"] ?? 1));
const count = process.env["PHOENIX_HOSTS_ALL"] === "1" ? 200 : 30;
const trials = Array.from({ length: count }, (_, i) => ({
  how: HOW[i % HOW.length] ?? "",
  // A place in each tenth, and the whole of it in the last.
  share: Math.min(((Math.floor(i / HOW.length) % 10) + (drawn.next().value as number)) / 9.5, 1),
}));

it.each(
  trials,
)("cut by $how at $share of the stream: each script is old or new, and nothing is left", async (trial) => {
  onHost("pve1", `rm -rf ${folder} && mkdir -p ${folder}`);
  for (const name of names) writeFileSync(join(bin, name), older(name), { mode: 0o755 });
  const { outcome } = await deploy(cutting(trial.how, Math.round(length * trial.share)));
  for (let tries = 0; onHost("pve1", AT_WORK).out.trim() !== "0" && tries < 100; tries++) await setTimeout(50);
  const states = new Set(
    names.map((name) => {
      const is = readFileSync(join(bin, name), "utf8");
      return is === older(name) ? "old" : is === text(name) ? "new" : "half";
    }),
  );
  expect(states.has("half")).toBe(false);
  // What is told is true.
  if (outcome === "done") expect([...states]).toEqual(["new"]);
  if (outcome === "failed" || outcome === "refused") expect([...states]).toEqual(["old"]);
  const hidden = (): string[] => readdirSync(bin).filter((name) => name.startsWith("."));
  if (trial.how !== "KILL on the host") expect(hidden()).toEqual([]);
  expect(["done", "unchanged"]).toContain((await deploy()).outcome);
  expect(names.map((name) => readFileSync(join(bin, name), "utf8") === text(name))).toEqual(names.map(() => true));
  expect(hidden()).toEqual([]);
});
