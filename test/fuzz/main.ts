import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { endWith, optionalNumber, wholeNumber } from "../runner/command.ts";
import { Progress } from "../runner/progress.ts";
import { leftOut, Time } from "../runner/time.ts";
import { caseOf } from "./cases.ts";
import type { Verdict } from "./judge.ts";
import { put } from "./project.ts";
import { work } from "./worker.ts";

const usage = `usage: npm run test:fuzz -- [option…]
  --count <n>   how many cases, 20000 unless told
  --seed <n>    what they are drawn by, another one each time unless told
  --only <n>    this case only
  --write <dir> writes the project of the case of --only there, and tries nothing
  --jobs <n>    cases tried at once (processors, unless told)
  --seconds <n> begins no further case after so many seconds
`;

/** Milliseconds after which a case counts as one that hangs. */
const HANGS = 90_000;

interface Options {
  readonly seed: number;
  readonly numbers: readonly number[];
  readonly jobs: number;
  readonly seconds: number | undefined;
  readonly write: string | undefined;
}

/** The exit code: 0 if each case gave scripts or a good report, 1 if not, 2 for wrong use. */
export async function main(words: readonly string[], program: string): Promise<number> {
  if (words[0] === "worker") {
    work(Number(words[1]), words[2] ?? "");
    return new Promise(() => undefined);
  }
  let options: Options;
  try {
    options = readOptions(words);
  } catch (thrown) {
    process.stderr.write(`${(thrown as Error).message}\n${usage}`);
    return 2;
  }
  if (options.write !== undefined) {
    for (const [path, content] of Object.entries(caseOf(options.seed, options.numbers[0] ?? 0).files))
      put(join(options.write, path), content);
    return 0;
  }
  process.stdout.write(`seed ${options.seed}\n`);
  const verdicts = await tryAll(options, program);
  const missed = verdicts.filter(({ misses }) => misses.length > 0);
  for (const { number, misses } of missed.slice(0, 50))
    process.stdout.write(
      `MISSED case ${number}, again with --seed ${options.seed} --only ${number}:\n  ${misses.join("\n  ")}\n`,
    );
  process.stdout.write(table(verdicts));
  process.stdout.write(leftOut(verdicts.length, options.numbers.length, options.seconds));
  process.stdout.write(`${verdicts.length - missed.length} passed, ${missed.length} failed\n`);
  return missed.length === 0 ? 0 : 1;
}

function readOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      count: { type: "string", default: "20000" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      only: { type: "string" },
      write: { type: "string" },
      jobs: { type: "string", default: String(availableParallelism()) },
      seconds: { type: "string" },
    },
  });
  const number = (name: "count" | "seed" | "only" | "jobs"): number => wholeNumber(name, values[name] ?? "", 0);
  const numbers = values.only === undefined ? Array.from({ length: number("count") }, (_, i) => i) : [number("only")];
  const seconds = optionalNumber("seconds", values.seconds, 0);
  return { seed: number("seed"), numbers, jobs: Math.max(1, number("jobs")), seconds, write: values.write };
}

/** Hands the cases to processes, so that one that hangs can be ended. */
async function tryAll({ seed, numbers, jobs, seconds }: Options, program: string): Promise<Verdict[]> {
  const place = mkdtempSync(join(tmpdir(), "phoenix-fuzz-"));
  const running = new Set<ChildProcess>();
  const clear = (): void => {
    for (const child of running) child.kill("SIGKILL");
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  };
  endWith(clear);
  const verdicts: Verdict[] = [];
  const progress = new Progress(numbers.length);
  const open = [...numbers].reverse();
  const time = new Time(seconds);
  const told = (verdict: Verdict): void => {
    verdicts.push(verdict);
    progress.tell(String(verdict.number), verdict.misses);
  };
  const one = async (job: number): Promise<void> => {
    const own = join(place, String(job));
    mkdirSync(own);
    let child: ChildProcess | undefined;
    for (let number = open.pop(); number !== undefined && !time.isOver; number = open.pop()) {
      child ??= started(program, seed, own, running);
      const verdict = await answer(child, number);
      told(
        verdict ?? {
          number,
          kind: caseOf(seed, number).kind,
          came: "report",
          codes: [],
          misses: ["it hangs, or ended the process"],
        },
      );
      if (verdict === undefined) {
        child.kill("SIGKILL");
        child = undefined;
      }
    }
    child?.kill("SIGKILL");
  };
  try {
    await Promise.all(Array.from({ length: jobs }, (_, job) => one(job)));
  } finally {
    clear();
  }
  return verdicts.sort((a, b) => a.number - b.number);
}

function started(program: string, seed: number, place: string, running: Set<ChildProcess>): ChildProcess {
  const env = { ...process.env, XDG_CACHE_HOME: join(place, "cache"), NO_COLOR: "1" };
  const child = fork(program, ["worker", String(seed), place], { env, cwd: place, serialization: "json" });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** What a process says of a case; undefined if it says nothing in time, or ends. */
const answer = (child: ChildProcess, number: number): Promise<Verdict | undefined> =>
  new Promise((resolve) => {
    const end = (verdict: Verdict | undefined): void => {
      clearTimeout(timer);
      child.removeAllListeners("message");
      child.removeListener("exit", gone);
      resolve(verdict);
    };
    const gone = (): void => end(undefined);
    const timer = setTimeout(gone, HANGS);
    child.once("message", (verdict: Verdict) => end(verdict));
    child.once("exit", gone);
    child.send(number);
  });

/** How many cases of each kind gave what, and which codes were met. */
function table(verdicts: readonly Verdict[]): string {
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const own = verdicts.filter((verdict) => verdict.kind === kind);
    const scripts = own.filter(({ came }) => came === "scripts").length;
    return `${String(own.length).padStart(7)} ${kind}: ${scripts} gave scripts, ${own.length - scripts} a report\n`;
  });
  const counts = new Map<string, number>();
  for (const { codes } of verdicts) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts].sort().map(([code, count]) => `${code} ${count}`);
  return `${rows.join("")}codes met: ${codes.join(", ")}\n`;
}
