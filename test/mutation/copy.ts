import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Noticing } from "./bash-tests.ts";

/** How a command ended in a copy. */
export interface Ended {
  readonly passed: boolean;
  readonly late: boolean;
  readonly output: string;
}

/** A copy of the project as it is now, in which tests run. */
export class Copy {
  constructor(readonly folder: string) {
    const names = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: REPOSITORY,
      encoding: "utf8",
    });
    if (!existsSync(join(REPOSITORY, "dist/phoenix-setup.cjs")))
      throw new Error("dist/ is missing: build it with npm run prepare");
    for (const name of names.split("\0").filter((one) => one !== "" && existsSync(join(REPOSITORY, one)))) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      cpSync(join(REPOSITORY, name), join(folder, name), { verbatimSymlinks: true });
    }
    cpSync(join(REPOSITORY, "dist"), join(folder, "dist"), { recursive: true });
    mkdirSync(join(folder, "tmp"));
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  }

  /** Changes a file while something is done, if the change is one. */
  async with(changes: ReadonlyMap<string, string>, act: () => Promise<Ended>): Promise<Ended> {
    const before = new Map([...changes.keys()].map((name) => [name, readFileSync(join(this.folder, name))]));
    for (const [name, text] of changes) writeFileSync(join(this.folder, name), text);
    try {
      return await act();
    } finally {
      for (const [name, bytes] of before) writeFileSync(join(this.folder, name), bytes);
    }
  }

  /** Runs a command for so many seconds at most, and ends whatever it has left. */
  async run({ words, environment }: Omit<Noticing, "name">, seconds: number): Promise<Ended> {
    const [program = "", ...others] = words;
    let output = "";
    let late = false;
    const child = spawn(program, others, {
      cwd: this.folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", TMPDIR: join(this.folder, "tmp"), ...environment },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (bytes: Buffer) => {
        output = (output + String(bytes)).slice(-100_000);
      });
    const clock = setTimeout(() => {
      late = true;
      endBelow(this.folder, child);
    }, seconds * 1000);
    // What is left of it may hold the pipes open.
    const code = await new Promise<number | null>((resolve) =>
      child.once("exit", resolve).once("error", () => resolve(1)),
    );
    clearTimeout(clock);
    endBelow(this.folder, child);
    return { passed: code === 0, late, output };
  }
}

/** Ends what has the folder in its environment, words or place, and the group of a process that was started there. */
export function endBelow(folder: string, child?: ChildProcess): void {
  if (child?.pid !== undefined) end(-child.pid);
  for (const pid of readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number))
    if (pid !== process.pid && isBelow(pid, `${folder}/`)) end(pid);
}

function isBelow(pid: number, folder: string): boolean {
  try {
    const text = ["environ", "cmdline"].map((name) => readFileSync(`/proc/${pid}/${name}`, "latin1")).join("\0");
    return text.includes(folder) || `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(folder);
  } catch {
    return false;
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
