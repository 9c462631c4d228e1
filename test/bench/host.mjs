// @ts-check
// A simulated host to run scripts on, each run watched by observe.bash; whatever it started can be taken down at any moment.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bench = import.meta.dirname;
const isolate = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"];

/**
 * @typedef {{ calls: number, seconds: number, processes: number | undefined }} Run
 * @typedef {{ seconds: number, processes: number | undefined }} Logged
 * @typedef {{ seconds: number, answers: number[] }} Talk
 */
export class Host {
  folder = mkdtempSync(join(tmpdir(), "bench-scripts-"));
  /** How a process gets a PID namespace with room for further ones; undefined where the kernel or its settings refuse that. */
  isolated = [isolate, ["unshare", "--user", "--map-root-user", ...isolate.slice(1)]].find(isGiven);

  /** Before the first run. */
  setUp() {
    const words = [join(bench, "host.bash"), this.folder];
    // Not in our process group, so that Ctrl-C reaches only us.
    const { status, stderr } = spawnSync("/bin/bash", words, { encoding: "utf8", detached: true });
    if (status !== 0) throw new Error(`no simulator: ${stderr}`);
  }

  /** The scripts by CTID. */
  get scripts() {
    const folder = join(this.folder, "host/scripts");
    return readdirSync(folder).map((name) => ({
      ctid: Number(/_(\d+)\.sh$/.exec(name)?.[1]),
      path: join(folder, name),
      text: readFileSync(join(folder, name), "utf8"),
    }));
  }

  /**
   * Runs a script once. Its own processes are all that were made but itself and its observer, and but those of pct and curl.
   * @param {string} script @param {number} ctid @param {"counted" | "slow"} front @returns {Promise<Run>}
   */
  async run(script, ctid, front) {
    const calls = join(this.folder, "host/state/calls");
    const notes = join(this.folder, "notes");
    writeFileSync(calls, "");
    rmSync(notes, { recursive: true });
    spawnSync("mkdir", [notes]);
    const isolated = front === "counted" ? this.isolated : undefined;
    const path = [...(front === "slow" || isolated ? [join(this.folder, front)] : []), join(this.folder, "host/bin")];
    await this.#start([...(isolated ?? []), "/bin/bash", "observe.bash", "run", script, String(ctid)], {
      PATH: [...path, "/usr/bin", "/bin"].join(":"),
    });
    const [seconds = 0, made = 0] = numbersIn(join(this.folder, "run"));
    const called = readFileSync(calls, "utf8").trimEnd().split("\n").length;
    const others = readdirSync(notes).map((name) => numbersIn(join(notes, name))[1] ?? 0);
    if (isolated && others.length < called) throw new Error(`${script} made calls that were not counted`);
    return { calls: called, seconds, processes: isolated && others.reduce((rest, number) => rest - number, made - 2) };
  }

  /**
   * Only logs, so many lines. @param {string} script @param {string} format @param {number} lines @returns {Promise<Logged>}
   */
  async log(script, format, lines) {
    await this.#start(
      [...(this.isolated ?? []), "/bin/bash", join(bench, "log.bash"), "logged", script, String(lines)],
      { PATH: `${join(this.folder, "host/bin")}:/usr/bin:/bin`, PHOENIX_LOG_FORMAT: format },
    );
    const [user = 0, system = 0, processes = 0] = numbersIn(join(this.folder, "logged"));
    return { seconds: user + system, processes: this.isolated && processes };
  }

  /**
   * Has a step print so many lines of 80 characters, and asks so many questions that are answered at once; how long each answer took to be seen
   * is in seconds, too. @param {string} script @param {number} lines @param {number} questions @returns {Promise<Talk>}
   */
  async talk(script, lines, questions) {
    const note = join(this.folder, "talk");
    await this.#start(["/bin/bash", join(bench, "conversation.bash"), note, script, String(lines), String(questions)], {
      PATH: `${join(this.folder, "host/bin")}:/usr/bin:/bin`,
    });
    const [user = 0, system = 0, ...answers] = numbersIn(note);
    return { seconds: user + system, answers: answers.map((microseconds) => microseconds / 1e6) };
  }

  /** @param {string[]} words @param {Record<string, string>} environment @returns {Promise<void>} */
  #start([program = "", ...words], environment) {
    const env = { ...environment, PHOENIX_HOST_ROOT: join(this.folder, "host/host") };
    const child = spawn(program, words, { cwd: this.folder, env, detached: true, stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.on("data", (text) => {
      complaint += text;
    });
    return new Promise((done, failed) => {
      child.on("error", failed);
      child.on("close", (code) =>
        code === 0 ? done() : failed(new Error(`${words.join(" ")}: ${code}\n${complaint}`)),
      );
    });
  }

  /** Ends what still runs, which is what has its working directory or the simulated host here, and removes the folder. */
  takeDown() {
    for (let left = this.#processes(); left.length > 0; left = this.#processes())
      for (const pid of left)
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It has ended meanwhile.
        }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #processes() {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          if (`${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${this.folder}/`)) return true;
          // Calls of pct and programs on the host begin in /.
          const environment = readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
          return environment.includes(`PHOENIX_HOST_ROOT=${join(this.folder, "host/host")}`);
        } catch {
          return false;
        }
      })
      .map(Number);
  }
}

/** @param {string} file @returns {number[]} */
const numbersIn = (file) => readFileSync(file, "utf8").trim().split(/\s+/).map(Number);

/** Whether a namespace can be had that way, another inside it, and the kernel tells its numbers. @param {string[]} words */
const isGiven = ([program = "", ...words]) => {
  const { stdout } = spawnSync(program, [...words, ...isolate, "cat", "/proc/sys/kernel/ns_last_pid"], {
    encoding: "utf8",
  });
  return /^\d+\n$/.test(stdout ?? "");
};
