import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Slots } from "../runner/slots.ts";
import { extraSeconds, type Job } from "./case.ts";
import { count, note } from "./count.ts";
import { isKnown, passOf, remember } from "./passes.ts";
import { assignments, hostSide, printPrograms, scriptOf, withFolder } from "./program.ts";

const program = join(import.meta.dirname, "sandbox.bash");
let why: string | undefined;

/** What is said of a job for which there was no time; see `extraSeconds`. */
export const LEFT_OUT = "left out, for its seconds were over";

/** Why no sandbox can be made on this machine; an empty string if one can. */
export function sandboxMissing(): string {
  if (why === undefined) {
    const { status, stdout, error } = spawnSync("bash", [program, "probe"], { encoding: "utf8" });
    why = status === 0 ? "" : stdout.trim() || String(error ?? `status ${status}`);
    if (why !== "") note(`sandbox cases skipped: ${why}`);
  }
  if (why !== "" && process.env["PHOENIX_REQUIRE_SANDBOX"] === "1") throw new Error(`the sandbox is required: ${why}`);
  return why;
}

/** Whether the machine has what a case needs. */
export function lacking({ needs = [] }: { readonly needs?: readonly string[] }): string[] {
  const there = {
    git: ["git", "--version"],
    jq: ["jq", "--version"],
    openssl: ["openssl", "version"],
    "JSON::PP": ["perl", "-MJSON::PP", "-e1"],
  } as Record<string, string[]>;
  return needs.filter((need) =>
    need.startsWith("/")
      ? !existsSync(need)
      : spawnSync(there[need]?.[0] ?? need, there[need]?.slice(1) ?? []).status !== 0,
  );
}

/** The folder of one sandbox's jobs: what `sandbox.bash` reads. */
function writeJobs(folder: string, jobs: readonly Job[]): string[] {
  const cases = [...new Set(jobs.map((job) => job.case))];
  const names = jobs.map((_, i) => String(i + 1).padStart(5, "0"));
  for (const [i, job] of jobs.entries()) {
    const at = join(folder, "jobs", names[i] ?? "");
    const number = cases.indexOf(job.case) + 1;
    const { step, world = "", afterwards = "", says = "", hides = "", code = "", differsAgain } = job.case;
    const settings = {
      mode: job.mode,
      number,
      kind: step.kind,
      side: step.side,
      says,
      hides,
      exit_code: code,
      again: differsAgain ? "differs" : "same",
    };
    const files = {
      host: hostSide(job.case, number),
      settings: assignments({ ...settings, ...job.settings }),
      world: `${world}\n`,
      afterwards: `${afterwards}\n`,
      ...job.files,
    };
    mkdirSync(at, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  }
  printPrograms(folder, cases);
  return names;
}

// One sandbox for each processor at a time, for each of the test files that run beside each other: steps wait a good part of their time.
const slots = new Slots(availableParallelism());

/** Runs jobs one after the other in one sandbox. Returns for each what is wrong with it, an empty string if nothing is. */
export function runOnce(
  jobs: readonly Job[],
  seconds = 300,
  how: "enter" | "enter-users" = "enter",
): Promise<string[]> {
  return withFolder(async (folder) => {
    const names = writeJobs(folder, jobs);
    const runtime = scriptOf([]);
    const passes = names.map((name) => passOf(join(folder, "jobs", name), runtime));
    const known = new Set(names.filter((_, i) => isKnown(passes[i])));
    for (const name of known) rmSync(join(folder, "jobs", name), { recursive: true });
    if (known.size === names.length) return names.map(() => "");
    writeFileSync(join(folder, "jobs", "seconds"), extraSeconds);
    await slots.take();
    const said = await enter(folder, seconds, how).finally(() => slots.give());
    countTried(folder, "faults", "commands that failed once");
    countTried(folder, "killed", "commands at which a step was killed");
    const done = new Set(readdirSync(join(folder, "results")));
    return names.map((name, i) => {
      if (known.has(name)) return "";
      if (!done.has(name)) return `the sandbox ended before this job: ${said}`;
      const wrong = readFileSync(join(folder, "results", name), "utf8");
      if (wrong === "") remember(passes[i]);
      return wrong;
    });
  });
}

/** Counts what was tried of what could be: a line of two numbers for each job. */
function countTried(folder: string, name: string, what: string): void {
  const file = join(folder, "results", name);
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const [tried = 0, all = 0] = line.split(" ").map(Number);
    count(what, tried);
    if (all > tried) count(`${what}, left to npm run test:all`, all - tried);
  }
}

/** The sandbox itself. It dies with this process, however that ends. */
function enter(folder: string, seconds: number, how: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const words = ["--pdeathsig", "KILL", "bash", program, how, folder];
    const child = spawn("setpriv", words, {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: seconds * 1000,
      killSignal: "SIGKILL",
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(`${said}(ended ${code ?? signal})`));
  });
}
