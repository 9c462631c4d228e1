import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Examined } from "./examined.ts";

/** Settings of Linux that keep ordinary users from making namespaces, the value that does so, and what allows it. */
const SETTINGS = [
  { name: "user.max_user_namespaces", refuses: "0", allows: "10000" },
  { name: "kernel.unprivileged_userns_clone", refuses: "0", allows: "1" },
  { name: "kernel.apparmor_restrict_unprivileged_userns", refuses: "1", allows: "0" },
] as const;

/** Whether this machine lets a sandbox be made, in which the tests of steps run; only who works on phoenix-setup itself needs it. */
export function sandbox(): Examined {
  const what = "sandbox";
  const { status, stderr, error } = spawnSync(
    "unshare",
    ["--user", "--map-root-user", "--mount", "--pid", "--fork", "--net", "true"],
    { encoding: "utf8", timeout: 10_000 },
  );
  if (status === 0) return { what, state: "ok", found: "namespaces can be made" };
  const why = error ? "the program unshare is not installed" : stderr.trim().replace(/^unshare: /, "");
  const setting = SETTINGS.find(({ name, refuses }) => value(name) === refuses);
  const mend =
    setting !== undefined
      ? `sysctl -w ${setting.name}=${setting.allows}`
      : error
        ? "apt-get install util-linux"
        : "allow nesting, if this is a container: pct set <CTID> --features nesting=1";
  return { what, state: "note", found: `tests of steps would be skipped: ${why}`, mend };
}

function value(setting: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${setting.replaceAll(".", "/")}`, "utf8").trim();
  } catch {
    return undefined;
  }
}
