import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { attackCases } from "./attacks.ts";
import type { Case } from "./case.ts";
import { type Conversation, fuzzCase } from "./fuzz.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { Place } from "./place.ts";
import { endAll, processesOf } from "./processes.ts";
import { record } from "./recording.ts";
import { runCase } from "./run.ts";
import { readScript, type Script } from "./script.ts";
import { Runner, type Verdict } from "./try.ts";

/** The scripts that are lied to: an application with a step on the host, a template, and one with values, a host's file and devices. */
const SCRIPTS = [910, 900, 950];

/** The exit code: 0 if no lie did harm, 1 if one did, 2 for wrong use. */
export async function main(words: string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(words);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "hostile-"));
  const clear = (): void => {
    for (const name of readdirSync(folder)) endAll(processesOf(join(folder, name), []));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      clear();
      process.exit(128 + constants.signals[signal]);
    });
  try {
    return await lie(options, folder);
  } finally {
    clear();
  }
}

async function lie(options: Options, folder: string): Promise<number> {
  const began = Date.now();
  const scripts = SCRIPTS.map((ctid) => readScript(join(options.scripts, `phoenix_hypervisor_setup_${ctid}.sh`)));
  const lowered = scripts.map((script) =>
    copyOf(script, join(folder, "lowered"), "-lowered", (text) =>
      text.replace(/\bMOST_READ=\d+/, "MOST_READ=4096").replace(/\bMOST_LINES=\d+/, "MOST_LINES=60"),
    ),
  );
  const wanted = ({ id }: Case): boolean =>
    options.only.length === 0 || options.only.some((only) => id === only || id.startsWith(`${only}:`));
  const numbers = numbersOf(options);
  const conversations = numbers.length > 0 ? scripts.map((script) => converse(script, folder)) : [];
  const cases = [
    ...attackCases(scripts, lowered, options.thorough).filter(wanted),
    ...numbers.map((number) => fuzzCase(conversations, options.seed, number)),
  ];
  if (options.list) {
    process.stdout.write(cases.map(({ id }) => `${id}\n`).join(""));
    return 0;
  }
  if (cases.length === 0) {
    process.stderr.write("there is no such case; --list shows them\n");
    return 2;
  }
  if (options.mutants) return await tryMutants(options, folder, scripts);
  const runner = await makeRunner(folder, [...scripts, ...lowered]);
  const verdicts = await runner.tryAll(cases, options.jobs);
  const missed = verdicts.filter(({ misses }) => misses.length > 0);
  for (const verdict of missed) process.stdout.write(`${missText(verdict, options)}\n\n`);
  process.stdout.write(
    `${summary(verdicts)}\n${Math.round((Date.now() - began) / 1000)} s, ${cpuSeconds()} s of CPU\n`,
  );
  process.stdout.write(`${verdicts.length - missed.length} passed, ${missed.length} failed\n`);
  return missed.length === 0 ? 0 : 1;
}

/** A real conversation of the script, and how often it is taken: what is longest, seldom. */
function converse(script: Script, folder: string): Conversation {
  const recorded = record(script, join(folder, `simulator-${script.ctid}`), script.ctid === SCRIPTS[0]);
  return { script, recorded, weight: 1 / script.count ** 2 };
}

/** Which fuzzed conversations are wanted: so many from the first on, or those named. */
function numbersOf({ count, only }: Options): number[] {
  const named = only.flatMap((id) => /^fuzz:(\d+)$/.exec(id)?.[1] ?? []).map(Number);
  if (only.length === 0 || only.includes("fuzz")) return Array.from({ length: count }, (_, number) => number);
  return named;
}

/** Each broken copy of a script has to be found out by one of its lies: that tries the judge. */
async function tryMutants({ jobs }: Options, folder: string, [script]: readonly Script[]): Promise<number> {
  if (script === undefined) return 1;
  const lower = (text: string): string => text.replace(/\bMOST_READ=\d+/, "MOST_READ=16384");
  const broken = mutants.map((mutant, index) => {
    const change = (text: string): string => text.replace(mutant.pattern, mutant.instead);
    const lowered = mutant.name === "all output is logged" ? copyOf(script, folder, "", lower) : script;
    return { mutant, script: copyOf(lowered, join(folder, "mutants"), `-${index}`, change) };
  });
  const runner = await makeRunner(folder, [script, ...broken.map((one) => one.script)]);
  const progress = new Progress(broken.length);
  let unseen = 0;
  for (const { mutant, script: copy } of broken) {
    const { mode = "apply", format = "text" } = mutant;
    const cases = attackCases([copy], [copy], true).filter(({ id, ...one }) => one.mode === mode && one.format === format && mutant.lies.some((lie) => id.startsWith(`${lie}:${copy.ctid}-`)));
    const verdicts = await runner.tryAll(cases, jobs, undefined);
    const seen = verdicts.some(({ misses }) => misses.length > 0);
    if (!seen) unseen += 1;
    progress.tell(mutant.name, seen ? [] : [`not found out by ${cases.map(({ id }) => id).join(", ") || "any lie"}`]);
  }
  process.stdout.write(`${broken.length - unseen} passed, ${unseen} failed\n`);
  return unseen === 0 ? 0 : 1;
}

/** A changed copy of a script. Throws if the change changes nothing. */
function copyOf(script: Script, folder: string, ending: string, change: (text: string) => string): Script {
  const text = readFileSync(script.path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${basename(script.path)} has nothing to change for ${ending}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, basename(script.path).replace(/\.sh$/, `${ending}.sh`));
  writeFileSync(path, changed, { mode: 0o755 });
  return { ...script, path };
}

/** A host on which each script has run once, undisturbed: what an honest run makes is there from then on. Throws if such a run does not end well. */
async function makeRunner(folder: string, scripts: readonly Script[]): Promise<Runner> {
  const host = new Place(join(folder, "host"));
  host.create(scripts);
  for (const script of scripts.slice(0, SCRIPTS.length)) {
    const { code, out, err } = await runCase(honest(script), host);
    if (code !== 0) throw new Error(`an honest run of ${script.ctid} ends with ${code}:\n${String(out)}${String(err)}`);
  }
  rmSync(host.log);
  return new Runner(host, folder);
}

const honest = (script: Script): Case => ({
  id: "honest",
  script,
  mode: "apply",
  format: "text",
  scale: 20,
  program: "honest fresh",
  turns: [],
  said: {},
  codes: [0],
  says: undefined,
  shows: 0,
  waits: false,
  configuration: undefined,
});

/** All there is to know about a lie that did harm. */
const missText = ({ given, misses, code, tail }: Verdict, { seed }: Options): string =>
  [
    `MISSED ${given.id}: ends with ${code}`,
    ...misses.map((text) => `  ${text}`),
    "  last lines:",
    ...tail.map((text) => `    ${text}`),
    `  again: npm run test:hostile -- --only '${given.id}'${given.id.startsWith("fuzz") ? ` --seed ${seed}` : ""}`,
  ].join("\n");

/** Of this process and all that it has waited for; Linux counts hundredths. */
function cpuSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "latin1").split(") ").at(-1)?.split(" ") ?? [];
  return Math.round(fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100);
}

function summary(verdicts: readonly Verdict[]): string {
  const codes = new Map<string, number>();
  for (const { code } of verdicts) codes.set(String(code), (codes.get(String(code)) ?? 0) + 1);
  const most = (of: (verdict: Verdict) => number): number => Math.max(...verdicts.map(of));
  return [
    `exit codes: ${[...codes]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([code, count]) => `${code} ${count}×`)
      .join(", ")}`,
    `at most: ${most(({ seconds }) => seconds).toFixed(1)} s, ${most(({ memory }) => memory.own)} KiB in the script, ${most(({ memory }) => memory.all)} KiB in all`,
  ].join("\n");
}
