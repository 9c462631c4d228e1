import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, putContainer, type SimulatedContainer } from "../../generator/simulator/create.ts";
import { removeLater } from "../left-behind.ts";

export interface Answer {
  code: number;
  out: string;
  err: string;
}

/** One throw-away simulator, gone when the test file ends. */
export class Simulation {
  readonly folder = mkdtempSync(join(tmpdir(), "simulator-"));
  /** What `pct` sees of the caller. */
  env: Record<string, string> = { LANG: "C.UTF-8", TZ: "UTC" };

  constructor(containers: readonly Partial<SimulatedContainer>[] = [{}]) {
    createSimulator({
      folder: this.folder,
      containers: containers.map((given) => ({
        ctid: 900,
        hostname: "base",
        running: true,
        unprivileged: true,
        ...given,
      })),
    });
    removeLater(this.folder);
  }

  run(program: string, args: readonly string[], input = "", cwd = this.folder): Answer {
    const path = join(this.folder, "bin", program);
    const { status, signal, stdout, stderr } = spawnSync(path, args, {
      input,
      cwd,
      env: this.env,
      encoding: "utf8",
      timeout: 120_000,
    });
    return { code: status ?? (signal === "SIGTERM" ? 143 : 137), out: stdout, err: stderr };
  }

  /** `pct` with the words of one line, or with exact words. */
  pct(line: string | readonly string[], input = ""): Answer {
    return this.run("pct", typeof line === "string" ? line.split(" ").filter(Boolean) : line, input);
  }

  /** A program of one's own declarations and of `serve_questions`, through `exec`. */
  exec(declarations: string, numbers = "1", input = ""): Answer {
    return this.pct("exec 900 --keep-env 0 -- bash -s", program(declarations, numbers) + input);
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  read(path: string): string {
    return readFileSync(this.path(path), "utf8");
  }

  write(path: string, text: string): void {
    writeFileSync(this.path(path), text);
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }

  has(path: string): boolean {
    return existsSync(this.path(path));
  }

  config(ctid = 900): string {
    return this.read(`host/etc/pve/lxc/${ctid}.conf`);
  }

  /** Sets a fault of the simulator. */
  fault(name: string, text: string): void {
    this.write(`state/faults/${name}`, `${text}\n`);
  }

  /** As it was made: no faults, no calls. */
  resetAll(): void {
    this.reset();
    for (const name of readdirSync(this.path("state/faults"))) this.remove(`state/faults/${name}`);
    this.write("state/calls", "");
  }

  /** A script that calls `pct`, with its own name in the log of what it lived to say. */
  script(text: string) {
    return spawnSync("/bin/bash", ["--norc", "-c", `PATH=${this.path("bin")}:$PATH; ${text}`], {
      encoding: "utf8",
      timeout: 120_000,
    });
  }

  /** The container as it was made, for the next case. */
  reset(container: Partial<SimulatedContainer> = {}): void {
    putContainer(this.folder, { ctid: 900, hostname: "base", running: true, unprivileged: true, ...container });
  }
}

/** Functions of the shell `source` as `declare -f` prints them. */
export function declared(source: string): string {
  const { stdout, stderr, status } = spawnSync(
    "/bin/bash",
    ["--noprofile", "--norc", "-c", `${source}\nbuiltin declare -f`],
    {
      env: {},
      encoding: "utf8",
    },
  );
  if (status !== 0 || stderr !== "") throw new Error(stderr);
  return stdout;
}

/** Takes one question, the numbers of steps: runs the check, apply and verify of each in turn, and tells their statuses; then ends. */
const servesSteps = declared(`
serve_questions ()
{
    local numbers number name phase;
    read -r -a numbers;
    for number in "\${numbers[@]}"; do
        for phase in check apply verify; do
            name=$(compgen -A function -X "!step_\${number}_*_$phase") || continue;
            ( "$name" ) < /dev/null;
            printf '%s %s\\n' "$name" "$?";
        done;
    done;
    exit 0
}`);

export function program(declarations: string, numbers = "1"): string {
  return `${declarations}container_root=\n${servesSteps}# phoenix-setup: seam\nserve_questions\n${numbers}\n`;
}
