import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * What still runs of a simulator: everything that a run starts has its working directory there, the script on the host as well as the
 * programs inside; or, as calls of `pct` and programs on the host, which begin in `/`, has the simulator's host in its environment.
 */
export function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        if (cwd === folder || cwd.startsWith(`${folder}/`)) return true;
        return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(`PHOENIX_HOST_ROOT=${folder}/host`);
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

/** Calls of `pct` that hang by a fault, each with the `timeout` that it was called through: tasks of the host, which a script must leave alone. */
export function hangingCalls(folder: string): number[] {
  const noted = readdirSync(join(folder, "state/hanging")).map((name) => Number.parseInt(name, 10));
  return noted.flatMap((pid) => [pid, ...[parentOf(pid)].filter((caller) => wordsOf(caller).startsWith("timeout "))]);
}

/** 0 where there is no such process any more. */
function parentOf(pid: number): number {
  try {
    const [, fields = ""] = /\) \S (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "latin1")) ?? [];
    return Number.parseInt(fields, 10);
  } catch {
    return 0;
  }
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
