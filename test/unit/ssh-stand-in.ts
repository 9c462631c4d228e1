import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Puts an `ssh` that is this program of sh first on PATH, until the test is done. Its arguments are those of the real one. */
export function sshStandIn(program: string): void {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-ssh-"));
  const path = process.env["PATH"];
  onTestFinished(() => {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "ssh"), `#!/bin/sh\n${program}\n`);
  chmodSync(join(folder, "ssh"), 0o755);
  process.env["PATH"] = `${folder}:${path}`;
}

/** A host that nothing listens on. */
export const REFUSED = 'echo "ssh: connect to host $2 port 22: Connection refused" >&2; exit 255';
