import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An archive of app-1.2/bin/app and app-1.2/README, as tar makes it; the sum tells one packing from another, so it is made here. */
export function archive(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "phoenix-archive-"));
  try {
    mkdirSync(join(folder, "app-1.2/bin"), { recursive: true });
    writeFileSync(join(folder, "app-1.2/bin/app"), "#!/bin/sh\n", { mode: 0o755 });
    writeFileSync(join(folder, "app-1.2/README"), "read\n");
    execFileSync("tar", ["-C", folder, "-czf", join(folder, "a.tgz"), "app-1.2"]);
    return readFileSync(join(folder, "a.tgz"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
