import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What still runs of a simulator: everything that a run starts has its working directory there, the script on the host
 * as well as the programs inside.
 */
export function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        return cwd === folder || cwd.startsWith(`${folder}/`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

export function wordsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim().slice(0, 120);
  } catch {
    return "";
  }
}

/** Calls of `pct` that hang by a fault: tasks of the host, which a script must leave alone. */
export function hangingCalls(folder: string): number[] {
  const noted = join(folder, "state/hanging");
  return readdirSync(noted).map((name) => Number.parseInt(name, 10));
}

/** Whether anybody holds a `flock` on the file. */
export function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  const { ino } = statSync(file);
  return readFileSync("/proc/locks", "utf8")
    .split("\n")
    .some((line) => line.includes(" FLOCK ") && line.includes(`:${ino} `));
}

/** Ends what a simulator still has, and only that. */
export function takeDown(folder: string): void {
  if (!existsSync(folder) || processesIn(folder).length === 0) return;
  spawnSync("/bin/bash", [join(folder, "lib/crash.bash"), "down"], { stdio: "ignore" });
  for (const pid of processesIn(folder)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}
