import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rig's folder; test/hosts/run starts it. */
export const RIG = process.env["RIG"] ?? "";

/** Where a host's view of a path lies: `/usr/local/phoenix_hypervisor/…` of pve1. */
export const seenAt = (host: string, path: string): string => join(RIG, host, "sim/host", path);

/** Runs a line of sh on a host without ssh, as root, in its namespaces. */
export function onHost(host: string, line: string): { readonly code: number | null; readonly out: string } {
  const pid = readFileSync(join(RIG, host, "pid"), "utf8").trim();
  const words = ["--target", pid, "--mount", "--uts", "--pid", "--", "sh", "-c", line];
  const { status, stdout, stderr } = spawnSync("nsenter", words, { encoding: "utf8" });
  return { code: status, out: stdout + stderr };
}
