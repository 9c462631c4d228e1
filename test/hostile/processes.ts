import { closeSync, openSync, readdirSync, readSync } from "node:fs";

/** A process of a case: what it is, and whether it belongs to the container. */
export interface Found {
  readonly pid: number;
  readonly words: string;
  readonly inside: boolean;
}

/** One for all reads: there are thousands, and what is read of a process is short. */
const buffer = Buffer.alloc(1 << 16);

function textOf(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    return buffer.toString("latin1", 0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return "";
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What runs of a case: everything that its script started has the place in its environment. `inside` are the container's process groups. */
export function processesOf(folder: string, inside: readonly number[]): Found[] {
  const wanted = `PHOENIX_HOST_ROOT=${folder}/host\0`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && textOf(`/proc/${name}/environ`).includes(wanted))
    .map((name) => {
      const [, group] = /^.*\) \S+ \d+ (\d+)/s.exec(textOf(`/proc/${name}/stat`)) ?? [];
      const words = textOf(`/proc/${name}/cmdline`).split("\0").join(" ").trim().slice(0, 120);
      return { pid: Number(name), words, inside: inside.includes(Number(group)) };
    });
}

export function endAll(processes: readonly Found[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** KiB that a process has had at most, and that it and all below it have now. */
export function memoryOf(pid: number): { most: number; all: number } {
  const status = textOf(`/proc/${pid}/status`);
  const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
  const children = textOf(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean);
  const below = children.reduce((sum, child) => sum + memoryOf(Number(child)).all, 0);
  return { most: number("VmHWM"), all: number("VmRSS") + below };
}
