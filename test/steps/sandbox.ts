import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extraSeconds, type Job } from "./case.ts";
import { count, note } from "./count.ts";
import { isKnown, passOf, remember } from "./passes.ts";
import { assignments, hostSide, printPrograms, scriptOf, withFolder } from "./program.ts";
import type { Group } from "./queue.ts";

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

/** The folder of a group of jobs, which share a script: what `sandbox.bash` reads. Returns the jobs' names. */
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

/** Runs groups of jobs in one sandbox, job after job. Gives each group what is wrong with its jobs, an empty string for nothing. */
export function runGroups(groups: readonly Group[]): Promise<void> {
  return withFolder(async (folder) => {
    const runtime = scriptOf([]);
    const written = groups.flatMap((group, i) => write(group, folder, String(i + 1).padStart(3, "0"), runtime));
    const open = written.some(({ known, names }) => known.size < names.length);
    writeFileSync(join(folder, "seconds"), extraSeconds);
    const seconds = Math.max(...groups.map((group) => group.seconds)) + SECONDS_MORE * groups.length;
    const said = open ? await enter(folder, seconds, groups[0]?.how ?? "enter") : "";
    countTried(folder, "faults", "commands that failed once");
    countTried(folder, "killed", "commands at which a step was killed");
    for (const one of written) one.group.give(resultsOf(one, folder, said));
  });
}

/** Ends a sandbox that hangs: so much more for each group that shares it. */
const SECONDS_MORE = 60;

interface Written {
  readonly group: Group;
  readonly at: string;
  readonly names: readonly string[];
  readonly passes: readonly (string | undefined)[];
  readonly known: ReadonlySet<string>;
}

/** Writes a group's jobs, but for those that are known to pass; nothing if that fails, which the group then hears. */
function write(group: Group, folder: string, at: string, runtime: string): Written[] {
  const own = join(folder, "groups", at);
  try {
    const names = writeJobs(own, group.jobs);
    const passes = names.map((name) => passOf(join(own, "jobs", name), runtime));
    const known = new Set(names.filter((_, i) => isKnown(passes[i])));
    for (const name of known) rmSync(join(own, "jobs", name), { recursive: true });
    return [{ group, at, names, passes, known }];
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    group.fail(error);
    return [];
  }
}

function resultsOf({ at, names, passes, known }: Written, folder: string, said: string): string[] {
  return names.map((name, i) => {
    if (known.has(name)) return "";
    const result = join(folder, "results", `${at}-${name}`);
    if (!existsSync(result)) return `the sandbox ended before this job: ${said}`;
    const wrong = readFileSync(result, "utf8");
    if (wrong === "") remember(passes[i]);
    return wrong;
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
